"""What a laboratory sends back: columns of results.csv and files of the package."""

from coscientist.domain.brief_analysis import DataFile, DataReturn

FORMAT_VERSION = "1.0"
COLUMNS = (
    "brief_id",
    "plate_id",
    "well",
    "sample_id",
    "treatment_ref",
    "role",
    "dose",
    "dose_unit",
    "replicate_bio",
    "replicate_tech",
    "block",
    "timepoint",
    "time_unit",
    "readout_id",
    "value",
    "unit",
    "censored",
    "qc_flag",
    "exclude",
    "exclude_reason",
)
"""Of `results.csv`: tidy, one row per well, readout and time point."""


def data_return() -> DataReturn:
    """Return the form in which results come back."""
    return DataReturn(
        format_version=FORMAT_VERSION,
        required_columns=COLUMNS,
        files=(
            DataFile(
                name="results.csv", required=True, what="the template with `value` filled in, UTF-8, decimal point"
            ),
            DataFile(
                name="metadata.json",
                required=False,
                what="brief hash, lab, operator, dates, instruments, lots, deviations, environment, unblinding time, "
                "files with sha256, status complete, partial or failed",
            ),
            DataFile(name="raw/", required=False, what="untouched instrument files"),
        ),
        upload="coscientist results upload BRIEF PACKAGE; PACKAGE is a zip, a folder, or results.csv alone",
    )
