/**
 * MMAudio (Cheng et al. 2024, "MMAudio: Taming Multimodal Joint Training for High-Quality
 * Video-to-Audio Synthesis") and the networks around it, under the names of the published weights.
 */
@NullMarked
package rumorista.model.mmaudio;

import org.jspecify.annotations.NullMarked;
