/** The faults a caller of the solver can make; everything else comes back as a value. */

/**
 * The model, objective or option handed in is not a well-formed one. The message names the row,
 * the column or the objective.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
