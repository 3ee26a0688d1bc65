/** Published detectors, as TensorFlow.js and TensorFlow Lite keep them, become ONNX files. */
@NullMarked
package rumorista.vision.convert;

import org.jspecify.annotations.NullMarked;
