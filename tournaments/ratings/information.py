"""The information matrix of a fit: solving with it and reading variances from it, dense or iteratively."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from coscientist.tournaments.ratings.records import Floats, Ints

DENSE_LIMIT = 1200
"""Up to this many hypotheses the inverse is formed; beyond, only solves are iterated."""
TOLERANCE = 1e-5
"""Relative error of an iterated solve; a climb corrects it with its next step, a variance can bear it."""
COVARIANCE_TOLERANCE = 1e-4
COLUMNS = 32
"""Solved for at a time: few enough to stay in the processor's cache."""
MOST_ITERATIONS = 400
UNTHREADED = 64
"""Up to this many hypotheses the inverse is made by a routine that starts no threads: on a busy machine waiting for
them takes a hundred times as long as the work."""


@dataclass(frozen=True)
class Information:
    """Precision of strengths and judge parameters together.

    Shape: `strengths` (n, n), a numpy array or a scipy sparse array; `border` (n, m); `corner` (m, m).
    """

    strengths: Any
    border: Floats
    corner: Floats

    @property
    def dense(self) -> bool:
        """Say whether the matrix of strengths is held in full."""
        return isinstance(self.strengths, np.ndarray)

    @cached_property
    def _eliminated(self) -> Floats:
        """Corner inverse times border: what judge parameters take away from the strengths' information."""
        return np.asarray(np.linalg.solve(self.corner, self.border.T), dtype=float)

    @cached_property
    def diagonal(self) -> Floats:
        """Diagonal of the strengths' information with the judge parameters profiled out."""
        full = np.asarray(self.strengths.diagonal(), dtype=float)
        return np.asarray(full - np.einsum("nm,mn->n", self.border, self._eliminated), dtype=float)

    @cached_property
    def _border_solved(self) -> tuple[Floats, Floats]:
        """Border solved with the strengths alone, and what is left of the corner (Woodbury's identity)."""
        through = self._conjugate_gradients(self.border, TOLERANCE)
        return through, np.asarray(self.corner - self.border.T @ through, dtype=float)

    @cached_property
    def _factor(self) -> Floats:
        """Lower Cholesky factor, from LAPACK directly: for small fields scipy's own checks cost more than the work."""
        from scipy.linalg.lapack import dpotrf

        factor, failed = dpotrf(self.strengths - self.border @ self._eliminated, lower=1)
        if failed:
            raise np.linalg.LinAlgError(f"The information is not positive definite (row {failed}).")
        return np.asarray(factor, dtype=float)

    def _solve_dense(self, right: Floats) -> Floats:
        from scipy.linalg.lapack import dpotrs

        return np.asarray(dpotrs(self._factor, right, lower=1)[0], dtype=float).reshape(right.shape)

    @cached_property
    def _inverse(self) -> Floats:
        from scipy.linalg.lapack import dpotri

        n = len(self.strengths)
        if n <= UNTHREADED:
            return self._solve_dense(np.eye(n))
        inverse, _ = dpotri(self._factor, lower=1)
        lower = np.tril(inverse)
        return np.asarray(lower + np.tril(inverse, -1).T, dtype=float)

    def solve_strengths(self, right: Floats, *, tolerance: float = TOLERANCE) -> Floats:
        """Solve with the strengths' information, judge parameters profiled out.

        Shape: (n,) or (n, columns), returned alike.
        """
        if self.dense:
            return self._solve_dense(right)
        columns = right.reshape(len(right), -1)
        alone = self._conjugate_gradients(columns, tolerance)
        through, schur = self._border_solved
        corrected = alone + through @ np.linalg.solve(schur, self.border.T @ alone)
        return np.asarray(corrected, dtype=float).reshape(right.shape)

    def solve(self, strengths: Floats, judges: Floats) -> tuple[Floats, Floats]:
        """Solve the whole system for a right-hand side in two parts."""
        if not self.dense:
            return self._solve_together(strengths, judges)
        reduced = strengths - self.border @ np.linalg.solve(self.corner, judges)
        solved = self.solve_strengths(reduced)
        return solved, np.asarray(np.linalg.solve(self.corner, judges - self.border.T @ solved), dtype=float)

    def covariance(self, head: Ints) -> Floats:
        """Return the covariance among some strengths.

        Shape: (head, head).
        """
        if self.dense:
            return self._inverse[np.ix_(head, head)]
        block = np.zeros((len(head), len(head)))
        for begin in range(0, len(head), COLUMNS):
            some = head[begin : begin + COLUMNS]
            unit = np.zeros((len(self.diagonal), len(some)))
            unit[some, np.arange(len(some))] = 1.0
            solved = self.solve_strengths(unit, tolerance=COVARIANCE_TOLERANCE)
            block[:, begin : begin + COLUMNS] = solved[head]
        return np.asarray((block + block.T) / 2, dtype=float)

    def variances(self) -> Floats:
        """Return the variance of every strength.

        Limits: when iterating, the first two terms of the Neumann series, a lower bound that is within a few per
        cent once a hypothesis has some ten matches; `covariance` is exact.
        """
        if self.dense:
            return np.asarray(self._inverse.diagonal(), dtype=float)
        inverse = 1.0 / self.diagonal
        squared = self.strengths.power(2)
        neighbours = squared @ inverse - np.asarray(self.strengths.diagonal()) ** 2 * inverse
        return np.asarray(inverse * (1.0 + inverse * neighbours), dtype=float)

    def judge_covariance(self) -> Floats:
        """Return the covariance of the judge parameters, uncertainty of the strengths included."""
        through = self._eliminated @ self.solve_strengths(np.ascontiguousarray(self._eliminated.T))
        return np.asarray(np.linalg.inv(self.corner) + through, dtype=float)

    def _solve_together(self, strengths: Floats, judges: Floats) -> tuple[Floats, Floats]:
        """Solve the whole system by conjugate gradients, preconditioned by the diagonal and the corner."""
        scale, corner = 1.0 / np.asarray(self.strengths.diagonal(), dtype=float), np.linalg.inv(self.corner)

        def precondition(x: Floats, y: Floats) -> tuple[Floats, Floats]:
            return scale * x, corner @ y

        solution, solution_j = np.zeros_like(strengths), np.zeros_like(judges)
        residual, residual_j = strengths.copy(), judges.copy()
        direction, direction_j = precondition(residual, residual_j)
        weight = float(residual @ direction + residual_j @ direction_j)
        enough = TOLERANCE**2 * max(weight, 1e-300)
        for _ in range(MOST_ITERATIONS):
            if weight <= enough:
                break
            product = self.strengths @ direction + self.border @ direction_j
            product_j = self.border.T @ direction + self.corner @ direction_j
            curvature = float(direction @ product + direction_j @ product_j)
            if curvature <= 0.0:  # no maximum this way: go uphill as far as it is known to be one
                return (solution, solution_j) if solution.any() else (direction, direction_j)
            step = weight / curvature
            solution += step * direction
            solution_j += step * direction_j
            residual -= step * product
            residual_j -= step * product_j
            next_one, next_j = precondition(residual, residual_j)
            following = float(residual @ next_one + residual_j @ next_j)
            direction = next_one + following / weight * direction
            direction_j = next_j + following / weight * direction_j
            weight = following
        return solution, solution_j

    def _conjugate_gradients(self, right: Floats, tolerance: float) -> Floats:
        """Solve for all columns at once with the strengths alone, preconditioned by the diagonal.

        Source: Hestenes and Stiefel, J. Res. Natl. Bur. Stand. 49, 409 (1952), doi:10.6028/jres.049.044
        """
        scale = (1.0 / np.asarray(self.strengths.diagonal(), dtype=float))[:, None]
        solution = scale * right
        residual = right - self.strengths @ solution
        direction = scale * residual
        weight = np.einsum("ij,ij->j", residual, direction)
        enough = tolerance**2 * np.maximum(np.einsum("ij,ij,ik->j", right, right, scale), 1e-300)
        for _ in range(MOST_ITERATIONS):
            if (weight <= enough).all():
                break
            product = self.strengths @ direction
            curvature = np.einsum("ij,ij->j", direction, product)
            step = np.where(weight > enough, weight / np.maximum(curvature, 1e-300), 0.0)
            solution += step * direction
            residual -= step * product
            preconditioned = scale * residual
            following = np.einsum("ij,ij->j", residual, preconditioned)
            direction = preconditioned + (following / np.maximum(weight, 1e-300)) * direction
            weight = following
        return solution
