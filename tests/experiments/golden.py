"""Write the golden brief anew, when it is meant to change: `python -m tests.experiments.golden`."""

import json

from tests.experiments.test_brief import GOLDEN
from tests.experiments.values import dose_brief

if __name__ == "__main__":
    text = json.dumps(dose_brief().model_dump(mode="json"), indent=1, ensure_ascii=False, sort_keys=True)
    GOLDEN.write_text(text + "\n", encoding="utf-8")
