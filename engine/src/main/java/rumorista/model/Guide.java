package rumorista.model;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What leads a window of a sound: conditions twice, for classifier-free guidance, and perhaps a
 * sketch to start from instead of pure noise, as in SDEdit (Meng et al. 2022).
 *
 * @param wanted leads towards what was asked for
 * @param unwanted leads towards what any sound, or the negative prompt, would be
 * @param sketch a rough latent {@code [1, token, channel]}, or null
 * @param sketchTime how far along the way the noised sketch counts: 0 is pure noise, near 1 keeps
 *     it
 */
public record Guide<C>(C wanted, C unwanted, @Nullable Tensor sketch, double sketchTime) {}
