"""From a model's name to the transport that reaches it, each made when it is first needed."""

from collections.abc import Mapping

from coscientist.domain.base import Value
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.transports.port import ModelCard, Reply, Request, Transport
from coscientist.llm.transports.profiles import Endpoint, resolve


class Price(Value):
    """What a model costs, for services whose prices are not known here. Units: US dollars a million tokens."""

    prompt: float
    completion: float


class Switchboard:
    """A transport that hands each request to the one its model needs.

    `environment` is where addresses and keys are looked up; keys never leave it but in the request that needs them.
    `arrivals` keeps replies as they come.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        prices: Mapping[str, Price] | None = None,
        arrivals: Arrivals | None = None,
    ) -> None:
        self._environment = dict(environment)
        self._prices = dict(prices or {})
        self._transports: dict[str, Transport] = {}
        self._cards: dict[str, ModelCard] = {}
        self._litellm: Transport | None = None
        self._arrivals = arrivals

    def endpoint(self, model: str) -> Endpoint:
        """Return where a model lives. Raises: SettingsError."""
        return resolve(model, self._environment)

    def transport(self, model: str) -> Transport:
        """Return the transport that reaches a model.

        Raises: SettingsError, or OptionalDependencyError when it needs an extra that is not installed.
        """
        if model not in self._transports:
            self._transports[model] = self._connect(self.endpoint(model))
        return self._transports[model]

    def card(self, model: str) -> ModelCard:
        """Return what is known about a model, a price from the settings first."""
        if model not in self._cards:
            card = self.transport(model).card(model)
            price = self._prices.get(model)
            if price is not None:
                card = card.model_copy(
                    update={
                        "usd_per_prompt_token": price.prompt / 1e6,
                        "usd_per_completion_token": price.completion / 1e6,
                        "local": False,
                    }
                )
            self._cards[model] = card
        return self._cards[model]

    async def send(self, request: Request) -> Reply:
        """Return the model's reply. Raises: TransportError."""
        return await self.transport(request.model).send(request)

    def _connect(self, endpoint: Endpoint) -> Transport:
        card = ModelCard(
            model=endpoint.model,
            context_tokens=endpoint.context_tokens,
            truncates=endpoint.truncates,
            local=endpoint.local,
            schema_in_prompt=endpoint.schema_in_prompt,
        )
        if endpoint.way == "compatible":
            from coscientist.llm.transports.compatible import CompatibleTransport

            return CompatibleTransport(endpoint, self._environment, card, self._arrivals)
        if endpoint.way == "ollama":
            from coscientist.llm.transports.ollama import OllamaTransport

            return OllamaTransport(endpoint, card, self._arrivals)
        if endpoint.way == "embedded":
            from coscientist.llm.transports.local import EmbeddedTransport

            return EmbeddedTransport(endpoint.wire_model)
        from coscientist.llm.transports.litellm_client import LitellmTransport

        if self._litellm is None:
            self._litellm = LitellmTransport(arrivals=self._arrivals)
        return self._litellm
