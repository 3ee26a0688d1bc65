package rumorista.measure;

import static rumorista.RumoristaException.badModel;
import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.Waveform;
import rumorista.model.tagger.TaggerInput;
import rumorista.model.tagger.TaggerNetwork;
import rumorista.signal.Downsampling;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/** Audio tagging: how probable each kind of sound is in a recording. */
public final class Tagger {
  /** The weights inside a tagger's folder. */
  public static final String WEIGHTS = "tagger.safetensors";

  private static final int HOP = TaggerInput.FRAMES / 2; // frames from window to window
  private static final int WINDOWS_AT_ONCE = 32;
  private static final float QUIET = -35; // dB below the loudest window: not listened to
  private static final float SILENT = -85; // dB
  private static final double RARE = 1e-6; // keeps logarithms finite

  private final TaggerNetwork network;
  private final TaggerCard card;
  private final MelSpectrogram mel = TaggerInput.mel();

  private Tagger(TaggerNetwork network, TaggerCard card) {
    this.network = network;
    this.card = card;
  }

  /** Reads {@value #WEIGHTS} and {@value TaggerCard#FILE_NAME} in {@code folder}. */
  public static Tagger load(Path folder) {
    TaggerCard card = TaggerCard.read(folder.resolve(TaggerCard.FILE_NAME));
    TaggerNetwork network = new TaggerNetwork(card.kinds().size());
    StateDict.load(folder.resolve(WEIGHTS), network);
    return new Tagger(network, card);
  }

  /** What is known of it: what it learned from and how far it can be believed. */
  public TaggerCard card() {
    return card;
  }

  /** The kinds that it tells apart, in the order of {@link #tag}. */
  public List<String> kinds() {
    return card.kinds();
  }

  /**
   * Probability of each of {@link #kinds()}: the mean over a sound's windows. A silent sound has no
   * kind: all are 0.
   *
   * @param sound at 32 or 48 kHz; several channels are averaged
   */
  public float[] tag(Waveform sound) {
    return tag(mel.of(mono32(sound)));
  }

  /**
   * How surely a listener hears one of the wanted kinds in a sound, 0 to 1: the calibrated score,
   * which heeds noisiness too. Without a calibration it is the {@link #probability}.
   */
  public double score(Waveform sound, Collection<String> wanted) {
    float[] samples = mono32(sound);
    float[] tags = tag(mel.of(samples));
    return card.calibration().weights().isEmpty()
        ? probability(tags, wanted)
        : card.calibration().of(evidence(tags, samples, wanted));
  }

  /** What a calibration weighs: log-odds against the usual probability, noisiness. */
  public double[] evidence(Waveform sound, Collection<String> wanted) {
    float[] samples = mono32(sound);
    return evidence(tag(mel.of(samples)), samples, wanted);
  }

  private double[] evidence(float[] tags, float[] samples, Collection<String> wanted) {
    double usual = 0;
    for (int i = 0; i < card.usual().size(); i++) {
      usual += wanted.contains(kinds().get(i)) ? card.usual().get(i) : 0;
    }
    double surprise = Math.log(probability(tags, wanted) + RARE) - 0.5 * Math.log(usual + RARE);
    Noisiness noisiness = Noisiness.of(samples);
    return new double[] {surprise, noisiness.low(), noisiness.high()};
  }

  private static float[] mono32(Waveform sound) {
    int rate = sound.sampleRate();
    if (rate != TaggerInput.SAMPLE_RATE && 2 * rate != 3 * TaggerInput.SAMPLE_RATE) {
      throw invalidInput(
          "the sound is at %d Hz; the tagger wants 32000 or 48000 Hz: resample it", rate);
    }
    float[] mono = mono(sound);
    return rate == TaggerInput.SAMPLE_RATE ? mono : Downsampling.twoThirds(mono);
  }

  private static float[] mono(Waveform sound) {
    float[] mono = new float[sound.length()];
    for (float[] channel : sound.samples()) {
      for (int i = 0; i < mono.length; i++) {
        mono[i] += channel[i] / sound.channels();
      }
    }
    return mono;
  }

  /** The same of the levels that {@link TaggerInput#mel()} gives, {@code [frame][64]} in dB. */
  public float[] tag(float[][] levels) {
    List<float[]> windows = windows(levels);
    float[] sum = new float[kinds().size()];
    for (int from = 0; from < windows.size(); from += WINDOWS_AT_ONCE) {
      int to = Math.min(windows.size(), from + WINDOWS_AT_ONCE);
      add(sum, windows.subList(from, to), 1f / windows.size());
    }
    return sum;
  }

  /** What the network gets of every window that is not much quieter than the loudest. */
  private static List<float[]> windows(float[][] levels) {
    List<float[][]> all = new ArrayList<>();
    float peak = SILENT;
    for (int at = 0; at == 0 || at + HOP < levels.length; at += HOP) {
      float[][] window = TaggerInput.window(levels, at);
      peak = Math.max(peak, TaggerInput.peak(window));
      all.add(window);
    }
    float least = Math.max(SILENT, peak + QUIET);
    return all.stream()
        .filter(window -> TaggerInput.peak(window) > least)
        .map(TaggerInput::normalise)
        .toList();
  }

  private void add(float[] sum, List<float[]> windows, float weight) {
    int size = TaggerInput.FRAMES * TaggerInput.BANDS;
    float[] values = new float[windows.size() * size];
    for (int w = 0; w < windows.size(); w++) {
      System.arraycopy(windows.get(w), 0, values, w * size, size);
    }
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor input = TensorData.of(values, windows.size(), TaggerInput.FRAMES, TaggerInput.BANDS);
      Tensor scores = network.scores(network.features(input));
      float[] found = TensorData.floats(torch.softmax(scores, -1).sum(0));
      if (!Float.isFinite(found[0])) {
        throw badModel("the tagger's weights give %s; train it again", found[0]);
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * found[i];
      }
    }
  }

  /** The probability of any of several kinds; kinds that it does not know count as 0. */
  public double probability(float[] tags, Collection<String> wanted) {
    double sum = 0;
    for (int i = 0; i < tags.length; i++) {
      sum += wanted.contains(kinds().get(i)) ? tags[i] : 0;
    }
    return sum;
  }

  /** How many other kinds are at least as probable as all the wanted ones together: 0 is top. */
  public int rank(float[] tags, Collection<String> wanted) {
    double probability = probability(tags, wanted);
    int rank = 0;
    for (int i = 0; i < tags.length; i++) {
      rank += !wanted.contains(kinds().get(i)) && tags[i] >= probability ? 1 : 0;
    }
    return rank;
  }

  /** The most probable kinds, the most probable first. */
  public List<String> top(float[] tags, int count) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < tags.length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Float.compare(tags[b], tags[a]));
    return order.stream().limit(count).map(kinds()::get).toList();
  }
}
