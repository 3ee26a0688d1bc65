/** Detectors and face readers that run in ONNX Runtime: the only package that knows it. */
@NullMarked
package rumorista.vision.onnx;

import org.jspecify.annotations.NullMarked;
