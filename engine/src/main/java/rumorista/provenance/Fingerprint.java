package rumorista.provenance;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.signal.RealFft;

/**
 * By what a sound is known again after codecs, noise and cropping (Haitsma & Kalker 2002): 32 bits
 * every 32 ms, each whether the energy between two neighbouring bands rises or falls. A watermark
 * that was copied onto another sound is told by it.
 */
public final class Fingerprint {
  /** Two sounds differ if more than this share of their bits does: by chance it is a half. */
  public static final double ANOTHER_SOUND = 0.4;

  private static final double HOP_SECONDS = 0.032;
  private static final double WINDOW_SECONDS = 0.37;
  private static final int BITS = 32;
  private static final double LOWEST_HERTZ = 300;
  private static final double HIGHEST_HERTZ = 3000;
  private static final double SILENCE = 1e-9; // mean power: -90 dB
  private static final int SILENT = 0; // the word of a frame that says nothing
  private static final int LEAST_FRAMES = 24; // that have to be compared: 0.8 s

  private final int[] words;

  private Fingerprint(int[] words) {
    this.words = words;
  }

  /** As stored by {@link #bytes()}. */
  static Fingerprint of(byte[] bytes) {
    int[] words = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(words);
    return new Fingerprint(words);
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES);
    bytes.asIntBuffer().put(words);
    return bytes.array();
  }

  /**
   * The share of bits in which a stretch of this sound differs from the other sound, at the
   * displacement where they agree best: about a half for unrelated sounds, under 0.35 for the same
   * one after most codecs.
   *
   * @return empty if too little can be compared
   */
  public OptionalDouble difference(Fingerprint other) {
    int wanted = Math.max(LEAST_FRAMES, Math.min(sounding(), other.sounding()) / 2);
    double least = Double.NaN;
    for (int offset = LEAST_FRAMES - other.words.length;
        offset <= words.length - LEAST_FRAMES;
        offset++) {
      int compared = 0;
      int different = 0;
      int from = Math.max(0, offset);
      for (int i = from; i < Math.min(words.length, offset + other.words.length); i++) {
        int word = other.words[i - offset];
        if (words[i] != SILENT && word != SILENT) {
          compared++;
          different += Integer.bitCount(words[i] ^ word);
        }
      }
      if (compared >= wanted) {
        double share = (double) different / (BITS * compared);
        least = Double.isNaN(least) ? share : Math.min(least, share);
      }
    }
    return Double.isNaN(least) ? OptionalDouble.empty() : OptionalDouble.of(least);
  }

  private int sounding() {
    return (int) Arrays.stream(words).filter(word -> word != SILENT).count();
  }

  /** Takes the fingerprint of a sound that somebody else reads. */
  public static final class Tap implements SoundStream {
    private final SoundStream source;
    private final RealFft fft;
    private final float[] window;
    private final int[] edges = new int[BITS + 2]; // bins
    private final float[] block;
    private final float[] real;
    private final float[] imaginary;
    private float[] held;
    private int length;
    private long frames;
    private long next; // sample at which the next window begins
    private long start; // sample at held[0]
    private double[] before = new double[BITS + 1];
    private int[] words = new int[256];
    private int count;

    /** Closing it closes the source. */
    public Tap(SoundStream source) {
      this.source = source;
      int size = (int) Math.round(WINDOW_SECONDS * source.sampleRate());
      this.fft = new RealFft(Math.max(4, Integer.highestOneBit(2 * size - 1)));
      this.window = new float[size];
      for (int i = 0; i < size; i++) {
        window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / size));
      }
      for (int i = 0; i < edges.length; i++) {
        double hertz =
            LOWEST_HERTZ * Math.pow(HIGHEST_HERTZ / LOWEST_HERTZ, (double) i / (edges.length - 1));
        edges[i] = (int) Math.round(hertz * fft.size() / source.sampleRate());
      }
      this.block = new float[fft.size()];
      this.real = new float[fft.bins()];
      this.imaginary = new float[fft.bins()];
      this.held = new float[4 * size];
    }

    @Override
    public int sampleRate() {
      return source.sampleRate();
    }

    @Override
    public int channels() {
      return source.channels();
    }

    @Override
    public @Nullable Waveform read() {
      Waveform sound = source.read();
      if (sound != null) {
        take(sound);
      }
      return sound;
    }

    /** Of what has been read. */
    public Fingerprint fingerprint() {
      return new Fingerprint(Arrays.copyOf(words, count));
    }

    private void take(Waveform sound) {
      if (length + sound.length() > held.length) {
        held = Arrays.copyOf(held, Math.max(2 * held.length, length + sound.length()));
      }
      for (int i = 0; i < sound.length(); i++) {
        float sum = 0;
        for (float[] channel : sound.samples()) {
          sum += channel[i];
        }
        held[length++] = sum / sound.channels();
      }
      while (next + window.length <= start + length) {
        frame((int) (next - start));
        next = Math.round(++frames * HOP_SECONDS * source.sampleRate());
      }
      int done = (int) Math.min(length, next - start);
      System.arraycopy(held, done, held, 0, length - done);
      length -= done;
      start += done;
    }

    private void frame(int at) {
      double power = 0;
      for (int i = 0; i < window.length; i++) {
        block[i] = held[at + i] * window[i];
        power += (double) block[i] * block[i];
      }
      fft.forward(block, real, imaginary);
      double[] energy = new double[BITS + 1];
      for (int band = 0; band <= BITS; band++) {
        for (int k = edges[band]; k < Math.min(edges[band + 1], real.length); k++) {
          energy[band] += real[k] * real[k] + imaginary[k] * imaginary[k];
        }
      }
      int word = 0;
      for (int bit = 0; bit < BITS; bit++) {
        double rise = energy[bit] - energy[bit + 1] - before[bit] + before[bit + 1];
        word |= rise > 0 ? 1 << bit : 0;
      }
      before = energy;
      words = count == words.length ? Arrays.copyOf(words, 2 * count) : words;
      words[count++] = power < SILENCE * window.length ? SILENT : word;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
