"""Reading a goal: which of its words mean which concepts, and what it wants of them."""

from coscientist.agents.planning import compared, english
from coscientist.agents.planning.lexicon import MAX_PHRASE_WORDS, Lexicon
from coscientist.agents.planning.mentions import Mention, Reading, Role
from coscientist.agents.planning.neighbours import Neighbours
from coscientist.agents.planning.states import states_as_nouns
from coscientist.agents.planning.words import acts, direction_of, is_ordinary, noun_forms, quality, tokens
from coscientist.domain.goal import Direction


def read(goal: str, lexicon: Lexicon) -> Reading:
    """Find the mentions in a goal, longest phrases first, and the words that were not understood."""
    return _Reader(states_as_nouns(tokens(goal), lexicon), lexicon).read()


class _Reader:
    """One pass over the words of a goal."""

    def __init__(self, words: list[str], lexicon: Lexicon) -> None:
        self._words = words
        self._around = Neighbours(words)
        self._lexicon = lexicon
        self._found: list[Mention] = []
        self._unread: list[str] = []
        self._asked_for: set[str] = set()
        self._reached: list[str] = []
        self._role = Role.CHANGED
        self._direction: Direction | None = None
        self._route_direction: Direction | None = None
        self._actor: Direction | None = None
        self._acted_on = ""
        """What something that acts on it is asked for, where it was not understood: `ferroptosis inhibitors`."""
        self._actors = self._tool = self._harm = self._related = self._linking = self._improves = False
        self._open: list[str] = []
        """Words not understood since the last verb of direction, while nothing was named that it could govern."""

    def read(self) -> Reading:
        index = 0
        while index < len(self._words):
            self._mark(index)
            index += self._mention(index) or self._word(index)
        return Reading(
            mentions=tuple(self._found),
            unread=tuple(dict.fromkeys(self._unread)),
            asked_for=frozenset(self._asked_for),
            reached=tuple(self._reached),
            subject=self._unread_subject() or self._unread_object(),
            actors=self._actors,
        )

    def _unread_subject(self) -> str:
        """Return what a question asks about, where nothing of it was understood."""
        start = next((at for at, word in enumerate(self._words[:2], start=1) if word in compared.AUXILIARIES), 0)
        verb = next((at for at in range(start, len(self._words)) if direction_of(self._words[at]) is not None), start)
        subject = [word for word in self._words[start:verb] if word not in english.SMALL_WORDS]
        return " ".join(subject) if start and subject and set(subject) <= set(self._unread) else ""

    def _unread_object(self) -> str:
        """Return what is to be acted on, where nothing but a disease or a place that it is for was understood."""
        changed = any(item.role is Role.CHANGED and item.direction is not None for item in self._found)
        return "" if changed else self._acted_on

    def _mark(self, index: int) -> None:
        """Take up what a word says of those after it."""
        word, before = self._words[index], self._words[index - 1] if index else ""
        if word in compared.MARKS:
            self._role, self._tool, self._linking = Role.CHANGED, False, False
        elif word in compared.PARTICLES and before in english.BROUGHT_ON:
            self._role = Role.SETTING
        elif word in english.CONTEXT_MARKERS:
            self._role, self._harm = Role.SETTING, word in english.HARM_MARKERS
        elif word in english.EXCLUDING:
            self._role = Role.EXCLUDED
        elif (
            word in english.ROUTE_MARKERS
            and self._role is not Role.EXCLUDED
            and self._around.at(index + 1) not in compared.QUESTIONS
        ):
            self._role, self._route_direction = Role.ROUTE, None
        elif word in english.TOOL_MARKERS:
            self._tool = not self._linking
        elif word == "for" and self._actor is not None and self._open:
            # `inhibitors of ferroptosis for Parkinson's disease`: what they inhibit is not the disease.
            self._acted_on, self._actor = self._open[-1], None
        elif word in compared.LINKING and (before in compared.ASKING or before in compared.SOUGHT):
            self._related = self._linking = True
            self._direction = Direction.EXPLAIN
        elif word == "between" and before in english.RELATIONS:
            self._related, self._direction = True, Direction.EXPLAIN

    def _mention(self, index: int) -> int:
        """Take up a phrase that means something; return the number of its words, 0 where none begins here."""
        length, concepts, opposite = self._longest(index)
        if not length or (length == 1 and (direction_of(self._words[index]) is not None or self._is_loss(index))):
            return 0
        if index and self._words[index - 1] in compared.QUESTIONS and _is_class(self._words[index : index + length]):
            self._asked_for.add(self._words[index + length - 1])
            return length
        if self._around.before(index) in compared.REACHING:
            self._reached.append(" ".join(self._words[index : index + length]))
            return length
        self._qualify(index)
        after, actor, role = index + length, self._actor, self._role
        brought_on = False
        phrase = tuple(self._words[index:after])
        if acts(phrase[-1]) is not None and (acted_on := self._lexicon.meaning(phrase[:-1])):
            # `mTOR inhibitors` may be a concept of its own; what is meant is mTOR, unless they are to be left out.
            actor = acts(phrase[-1])
            concepts = (*concepts, *acted_on) if role is Role.EXCLUDED else acted_on
        elif acts(self._around.at(after + (self._around.at(after) in compared.CLASSES))) is not None:
            # `GSK3 inhibitors`, `GSK3 kinase inhibitors`
            after += self._around.at(after) in compared.CLASSES
            actor = self._around.acting(after)
            after += 1
        elif (
            self._around.at(after) in english.BROUGHT_ABOUT | english.BROUGHT_ON
            and self._around.at(after + 1) not in compared.PARTICLES
        ):
            brought_on = self._around.at(after) in english.BROUGHT_ON
            role = Role.SETTING if brought_on else Role.ROUTE
            after += 1
        self._found.append(
            Mention(
                words=phrase,
                start=index,
                concepts=concepts,
                direction=actor or self._wanted(role, index, after, opposite=opposite),
                role=role,
                unread_head=None if actor or brought_on else self._unread_head(after),
                instead_of=tuple(self._open) if role is Role.SETTING else (),
                of_actor=actor is not None,
                is_tool=self._tool,
                harms=self._harm and role is Role.SETTING and not brought_on,
                improved=self._improves and actor is None and role is Role.CHANGED,
                does=self._related or self._around.is_subject(after),
                aspect=self._around.aspect(index, after),
                mended=opposite,
                beside_another=self._around.is_beside_another(index),
                alternative="or" in (self._around.before(index), self._around.at(self._past(after))),
            )
        )
        if role is Role.CHANGED:
            self._open = []
        self._actors |= actor is not None and role is not Role.EXCLUDED
        self._actor, self._tool, self._related = None, False, False
        return after - index

    def _is_loss(self, index: int) -> bool:
        """Say whether a word is what becomes of a thing beside it: `motor neuron death`, `death of motor neurons`."""
        return self._words[index] in compared.FLIPPING and (self._beside(index) or self._around.at(index + 1) == "of")

    def _beside(self, index: int) -> bool:
        """Say whether a mention ends right before this word."""
        return bool(self._found) and self._found[-1].start + len(self._found[-1].words) == index

    def _qualify(self, index: int) -> None:
        """Take what is named right before a thing as saying which is meant: `microglial phagocytosis`."""
        if self._role is Role.CHANGED and self._beside(index):
            if self._found[-1].of_actor:  # `inhibitors of the NLRP3 inflammasome`
                self._actor = self._found[-1].direction
            self._found[-1] = self._found[-1]._replace(qualifies=True)

    def _wanted(self, role: Role, start: int, after: int, *, opposite: bool) -> Direction | None:
        """Return the direction that is asked for of a phrase."""
        wanted = self._route_direction if role is Role.ROUTE else self._direction
        if role is Role.SETTING and self._harm:
            wanted = Direction.REDUCE
        if wanted is None:
            return quality(self._words[start - 1]) if start else None
        before = [word for word in self._words[max(0, start - 3) : start] if word not in english.SMALL_WORDS]
        beside = {self._around.at(after), before[-1] if before else ""}
        losing = bool(beside & compared.LOSSES) and wanted is Direction.REDUCE
        turned = bool(beside & compared.FLIPPING) or losing
        return _flipped(wanted) if turned != opposite else wanted

    def _word(self, index: int) -> int:
        """Take up a word that begins no mention; return 1."""
        word, before = self._words[index], self._words[index - 1] if index else ""
        beside = self._beside(index)
        asked = direction_of(word)
        if asked is not None:
            if before == "or" and self._direction not in (None, asked) and direction_of(self._around.at(index - 2)):
                asked = Direction.MODULATE  # `inhibit or activate`
            self._turn(asked, purpose=before in compared.PURPOSE)
            self._improves = word.startswith(compared.BETTER)
        elif acts(word) is not None or word == english.OPPOSING:
            self._actor = self._around.acting(index) or Direction.REDUCE
            self._actors |= self._role is not Role.EXCLUDED
        elif word in compared.PENETRANT and before:
            self._reached.append(before)
        elif word in compared.REACHING and (place := self._around.after(index)) in compared.PLACES:
            self._reached.append(place)
        elif not (self._says_little(word) or (word in compared.APART and not beside)):
            self._unread.append(word)
            if self._around.at(index + 1) not in english.BROUGHT_ON | english.BROUGHT_ABOUT | {"cell"}:
                self._open.append(word)
        if not beside and acts(self._around.at(index + 1)) is None:
            self._asked_for.add(word)
        return 1

    def _turn(self, asked: Direction, *, purpose: bool) -> None:
        """Take up a verb of direction."""
        if purpose and self._role is not Role.EXCLUDED:
            self._found = [item._replace(leads=item.role is Role.CHANGED) for item in self._found]
            self._role = Role.CHANGED
        if self._role is Role.SETTING:
            self._role = Role.CHANGED
        if self._role is Role.ROUTE:
            self._route_direction = asked
        elif self._role is Role.CHANGED:
            self._direction = asked
        self._actor, self._tool, self._harm, self._open = None, False, False, []

    def _longest(self, index: int) -> tuple[int, tuple[str, ...], bool]:
        """Return the length of the longest phrase from here that means something, what, and whether its opposite."""
        words = self._words[index : index + MAX_PHRASE_WORDS]
        for first in (words[0], *noun_forms(words[0])):
            for length in range(len(words), 0, -1):
                phrase = (first, *words[1:length])
                if length == 1 and is_ordinary(first):
                    continue
                if concepts := self._lexicon.meaning(phrase):
                    return length, concepts, False
                if concepts := self._lexicon.opposite(phrase):
                    return length, concepts, True
            if is_ordinary(words[0]) or direction_of(words[0]) is not None:
                break
        return 0, (), False

    def _says_little(self, word: str) -> bool:
        vocabulary = (
            compared.NEUTRAL
            | compared.FLIPPING
            | compared.LOSSES
            | english.EXCLUDING
            | english.BROUGHT_ABOUT
            | english.BROUGHT_ON
        )
        return is_ordinary(word) or word in vocabulary

    def _past(self, after: int) -> int:
        """Return where what is said of a phrase ends, heads such as `activity` and one that is not understood."""
        return self._around.past_heads(after) + (self._unread_head(after) is not None)

    def _unread_head(self, after: int) -> str | None:
        after = self._around.past_heads(after)
        word = self._around.at(after)
        plain = (
            not word
            or word in "()"
            or word in compared.MARKS
            or word in english.CONTEXT_MARKERS
            or self._says_little(word)
        )
        if plain or direction_of(word) is not None or self._longest(after)[0]:
            return None
        return word


def _is_class(phrase: list[str]) -> bool:
    """Say whether a phrase names a class of proteins at large, as `ion channel` does."""
    return phrase[-1] in compared.APART and compared.AT_LARGE.issuperset(phrase[:-1])


def _flipped(direction: Direction) -> Direction:
    swapped = {Direction.REDUCE: Direction.INCREASE, Direction.INCREASE: Direction.REDUCE}
    return swapped.get(direction, Direction.REDUCE if direction is Direction.RESTORE else direction)
