"""Evidence that stays valid however often one looks: e-values."""

KAPPA = 0.5
SMALLEST_P = 1e-300


def e_value(p: float, k: float = KAPPA) -> float:
    """Turn a p value into an e-value, k p^(k-1).

    Its expectation under the null hypothesis is 1 for every k in (0, 1), so products over independent experiments
    stay valid however often one looks.

    Source: Vovk and Wang 2021, doi:10.1214/20-AOS2020; used so in POPPER, arXiv:2502.09858.
    Raises: ValueError when p is no probability or k lies outside (0, 1).
    """
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"a p value lies between 0 and 1, got {p!r}")
    if not 0.0 < k < 1.0:
        raise ValueError(f"k must lie between 0 and 1, got {k!r}")
    return float(k * max(p, SMALLEST_P) ** (k - 1))
