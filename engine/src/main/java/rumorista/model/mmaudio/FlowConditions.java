package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;

/**
 * What leads the flow network, brought to its width: the same at every step of the solver.
 *
 * @param clip pictures {@code [batch, picture, width]}
 * @param sync when things happen, at every token of the sound
 * @param text words {@code [batch, word, width]}
 * @param clipMean {@code [batch, width]}
 * @param textMean {@code [batch, width]}
 */
record FlowConditions(Tensor clip, Moments sync, Tensor text, Tensor clipMean, Tensor textMean) {}
