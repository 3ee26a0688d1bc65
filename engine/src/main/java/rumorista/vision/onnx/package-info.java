/** Detectors and face readers that run in ONNX Runtime. */
@NullMarked
package rumorista.vision.onnx;

import org.jspecify.annotations.NullMarked;
