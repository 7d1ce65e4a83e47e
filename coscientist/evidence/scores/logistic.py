"""Logistic regression with a ridge, on weighted examples."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Floats = NDArray[np.float64]


def fit_logistic(examples: Floats, labels: Floats, weights: Floats, *, ridge: float) -> tuple[float, Floats]:
    """Return intercept and coefficients that minimise mean log loss plus `ridge` times their squared length.

    The intercept is not shrunk. Shape: `examples` is (n, features), `labels` (0 or 1) and `weights` are (n,).
    """
    share = weights / weights.sum()
    design = np.column_stack([np.ones(len(examples)), examples])

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        margin = design @ coefficients
        value = float(share @ (np.logaddexp(0.0, margin) - labels * margin)) + ridge * float(
            coefficients[1:] @ coefficients[1:]
        )
        gradient = design.T @ (share * (expit(margin) - labels))
        gradient[1:] += 2.0 * ridge * coefficients[1:]
        return value, gradient

    best = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B").x
    return float(best[0]), np.asarray(best[1:], dtype=np.float64)
