"""What a laboratory sent back."""

from enum import StrEnum

from coscientist.domain.base import Value


class ResultStatus(StrEnum):
    """How much of the experiment was done."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


class Relation(StrEnum):
    """What a further package for a brief is, beside the one that was taken in before."""

    CORRECTION = "correction"
    """The same experiment, put right or completed: it takes the earlier result's place."""
    REPEAT = "repeat"
    """The experiment done again: both count."""


class Censoring(StrEnum):
    """Whether the true value lies beyond what could be measured."""

    NONE = "none"
    LEFT = "left"
    """Below the detection limit; the value given is the limit."""
    RIGHT = "right"
    """Above the measuring range; the value given is its end."""


class Measurement(Value):
    """One row of `results.csv`: one well, one readout, one time point."""

    plate_id: str
    well: str
    sample_id: str
    treatment_ref: str
    role: str
    dose: float | None = None
    dose_unit: str | None = None
    replicate_bio: int
    replicate_tech: int
    block: str
    timepoint: float
    time_unit: str
    readout_id: str
    value: float | None
    """None: not measured, or lost."""
    unit: str
    censored: Censoring = Censoring.NONE
    qc_flag: str = ""
    exclude: bool = False
    exclude_reason: str = ""


class PackageFile(Value):
    """A file of the package, by its place in it and its content."""

    path: str
    sha256: str
    bytes: int


class ResultMetadata(Value):
    """What `metadata.json` says of how the measurements came about."""

    schema_version: str = "1.0"
    brief_sha256: str | None = None
    lab: str | None = None
    operator: str | None = None
    started: str | None = None
    """ISO 8601 date."""
    ended: str | None = None
    instruments: tuple[str, ...] = ()
    lots: dict[str, str] = {}
    """Material reference to the lot that was used."""
    deviations: tuple[str, ...] = ()
    environment: dict[str, str] = {}
    unblinding_time: str | None = None
    files: tuple[PackageFile, ...] = ()
    status: ResultStatus | None = None
    """None: not said; then whether rows are missing decides."""
    status_reason: str = ""


class Result(Value):
    """A results package, checked against its brief. Its id is its content's: the same package is the same result."""

    id: str
    brief: str
    """Id of the brief it answers."""
    brief_sha256: str
    status: ResultStatus
    metadata: ResultMetadata = ResultMetadata()
    measurements: tuple[Measurement, ...]
    files: tuple[PackageFile, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader had to assume or repair: encoding, decimal commas, missing rows."""
    corrects: str | None = None
    """Id of the result whose place it takes: the same experiment, put right or completed."""
