"""Online Elo, as published systems use it: shown beside the fitted ratings, never used for a decision."""

import math

import numpy as np

from coscientist.tournaments.ratings.records import Floats, Records

START = 1200.0
SCALE = 400.0


def online_elo(records: Records, *, k_factor: float = 32.0) -> Floats:
    """Run Elo through the ledger in its order, from 1200.

    Units: Elo points.
    Shape: (hypotheses,).
    Limits: depends on the order of the matches and has no uncertainty; that is why it is for comparison only.
    Source: A. Elo, The Rating of Chessplayers (1978).
    """
    ratings = [START] * len(records.names)
    per_point = math.log(10.0) / SCALE
    order = np.argsort(records.place)
    sequence = zip(
        records.first[order].tolist(), records.second[order].tolist(), records.score[order].tolist(), strict=True
    )
    for first, second, score in sequence:
        expected = 1.0 / (1.0 + math.exp((ratings[second] - ratings[first]) * per_point))
        change = k_factor * (score - expected)
        ratings[first] += change
        ratings[second] -= change
    return np.array(ratings)
