package rumorista.watermark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a key makes of the grid: a random sign for every chip, and which chips are pilots, known
 * without the message, and which carry which bit of the code word.
 */
final class Chips {
  /** A quarter of the chips are pilots. */
  static final int PILOTS = Grid.CHIPS / 4;

  private static final byte[] PURPOSE = "rumorista watermark 1".getBytes(StandardCharsets.US_ASCII);
  private static final byte PILOT = -1;

  private final byte[] sign = new byte[Grid.CHIPS]; // [slot][band], +1 or -1
  private final byte[] role = new byte[Grid.CHIPS]; // bit of the code word, or PILOT
  private final short[][] pilots = new short[Grid.BANDS][]; // slots that are pilots, of each band

  Chips(MarkKey key) {
    byte[] secret = key.bytes();
    HmacDrbg random =
        new HmacDrbg(
            ByteBuffer.allocate(secret.length + PURPOSE.length).put(secret).put(PURPOSE).array());
    byte[] bits = random.generate(Grid.CHIPS / 8);
    int[] order = permutation(random);
    for (int i = 0; i < Grid.CHIPS; i++) {
      sign[i] = (byte) ((bits[i / 8] >> (i % 8) & 1) == 0 ? 1 : -1);
      role[order[i]] = i < PILOTS ? PILOT : (byte) ((i - PILOTS) % ConvolutionalCode.BITS);
    }
    for (int band = 0; band < Grid.BANDS; band++) {
      short[] slots = new short[Grid.SLOTS];
      int count = 0;
      for (short slot = 0; slot < Grid.SLOTS; slot++) {
        if (role[slot * Grid.BANDS + band] == PILOT) {
          slots[count++] = slot;
        }
      }
      pilots[band] = Arrays.copyOf(slots, count);
    }
  }

  /** A random order of all chips, by Fisher and Yates with unbiased draws. */
  private static int[] permutation(HmacDrbg random) {
    int[] order = new int[Grid.CHIPS];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    ByteBuffer draws = ByteBuffer.allocate(0);
    for (int i = order.length - 1; i > 0; i--) {
      long range = i + 1L;
      long most = (1L << 32) / range * range;
      long draw;
      do {
        if (!draws.hasRemaining()) {
          draws = ByteBuffer.wrap(random.generate(4096));
        }
        draw = Integer.toUnsignedLong(draws.getInt());
      } while (draw >= most);
      int j = (int) (draw % range);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** The whole pattern of a message: {@code [slot][band]}, +1 or -1. */
  float[] pattern(int message) {
    byte[] word = ConvolutionalCode.encode(message);
    float[] pattern = new float[Grid.CHIPS];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = role[i] == PILOT ? sign[i] : sign[i] * word[role[i]];
    }
    return pattern;
  }

  /**
   * Correlates the pilots with a folded block at every shift.
   *
   * @param fold {@code [band][2 * slots]}: the block twice, one after the other
   * @param result {@code [slots]}: at {@code shift}, the block is taken to begin there
   */
  void correlatePilots(float[] fold, float[] result) {
    Arrays.fill(result, 0);
    for (int band = 0; band < Grid.BANDS; band++) {
      int row = band * 2 * Grid.SLOTS;
      for (short slot : pilots[band]) {
        int from = row + slot;
        if (sign[slot * Grid.BANDS + band] > 0) {
          for (int shift = 0; shift < Grid.SLOTS; shift++) {
            result[shift] += fold[from + shift];
          }
        } else {
          for (int shift = 0; shift < Grid.SLOTS; shift++) {
            result[shift] -= fold[from + shift];
          }
        }
      }
    }
  }

  /**
   * What was received of every bit of the code word.
   *
   * @param fold as of {@link #correlatePilots}
   * @return {@code [ConvolutionalCode.BITS]}
   */
  float[] receive(float[] fold, int shift) {
    float[] received = new float[ConvolutionalCode.BITS];
    for (int slot = 0; slot < Grid.SLOTS; slot++) {
      for (int band = 0; band < Grid.BANDS; band++) {
        int chip = slot * Grid.BANDS + band;
        if (role[chip] != PILOT) {
          received[role[chip]] += sign[chip] * fold[band * 2 * Grid.SLOTS + slot + shift];
        }
      }
    }
    return received;
  }
}
