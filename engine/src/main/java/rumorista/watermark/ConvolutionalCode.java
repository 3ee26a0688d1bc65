package rumorista.watermark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The convolutional code of constraint length 9 and rate 1/3 with generators 557, 663 and 711
 * (octal), ended by eight zeros (3GPP TS 25.212, section 4.2.3.1), and its maximum-likelihood list
 * decoder (Seshadri & Sundberg 1994).
 */
final class ConvolutionalCode {
  /** Steps of the code: the message and its tail. */
  static final int STEPS = Payload.BITS + 8;

  /** Bits that come out. */
  static final int BITS = 3 * STEPS;

  private static final int[] GENERATORS = {0557, 0663, 0711};
  private static final int STATES = 256;

  /** Output bits of a register of nine bits, the newest the highest: bit {@code g} of the value. */
  private static final int[] OUTPUT = outputs();

  private ConvolutionalCode() {}

  /**
   * A message that may have been sent.
   *
   * @param metric correlation of its code word with what was received
   */
  record Candidate(int message, double metric) {}

  private static int[] outputs() {
    int[] outputs = new int[2 * STATES];
    for (int register = 0; register < outputs.length; register++) {
      for (int g = 0; g < GENERATORS.length; g++) {
        outputs[register] |= (Integer.bitCount(register & GENERATORS[g]) & 1) << g;
      }
    }
    return outputs;
  }

  /** The code word: {@link #BITS} signs, where a bit of one is -1. */
  static byte[] encode(int message) {
    byte[] word = new byte[BITS];
    int state = 0;
    for (int step = 0; step < STEPS; step++) {
      int register = state | bit(message, step) << 8;
      for (int g = 0; g < GENERATORS.length; g++) {
        word[step * GENERATORS.length + g] = (byte) (1 - 2 * (OUTPUT[register] >> g & 1));
      }
      state = register >> 1;
    }
    return word;
  }

  private static int bit(int message, int step) {
    return step < Payload.BITS ? message >>> (Payload.BITS - 1 - step) & 1 : 0;
  }

  /**
   * The messages whose code words correlate best with what was received, best first.
   *
   * @param received {@link #BITS} soft values, positive for a sign of +1
   * @param count how many messages
   */
  static List<Candidate> decode(float[] received, int count) {
    float[] metric = new float[STATES * count];
    float[] next = new float[STATES * count];
    // Which of the survivors of the state before: predecessor bit times count, plus rank.
    short[][] survivor = new short[STEPS][STATES * count];
    Arrays.fill(metric, Float.NEGATIVE_INFINITY);
    metric[0] = 0;
    float[] branch = new float[8];
    for (int step = 0; step < STEPS; step++) {
      branches(received, 3 * step, branch);
      int bits = step < Payload.BITS ? 2 : 1;
      Arrays.fill(next, Float.NEGATIVE_INFINITY);
      for (int state = 0; state < STATES / 2 * bits; state++) {
        // state = newest eight bits; it came from (state << 1 & 255) with or without its last bit.
        int register = state << 1;
        int from = register & (STATES - 1);
        merge(
            metric,
            from * count,
            branch[OUTPUT[register]],
            branch[OUTPUT[register | 1]],
            next,
            survivor[step],
            state * count,
            count);
      }
      float[] swap = metric;
      metric = next;
      next = swap;
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int rank = 0; rank < count && metric[rank] > Float.NEGATIVE_INFINITY; rank++) {
      candidates.add(new Candidate(trace(survivor, rank, count), metric[rank]));
    }
    return candidates;
  }

  /** The message whose code word correlates best with what was received (Viterbi 1967). */
  static Candidate decode(float[] received) {
    float[] metric = new float[STATES];
    float[] next = new float[STATES];
    boolean[] odd = new boolean[STEPS * STATES]; // whether the survivor came from the odd state
    Arrays.fill(metric, Float.NEGATIVE_INFINITY);
    metric[0] = 0;
    float[] branch = new float[8];
    for (int step = 0; step < STEPS; step++) {
      branches(received, 3 * step, branch);
      int states = step < Payload.BITS ? STATES : STATES / 2;
      for (int state = 0; state < states; state++) {
        int register = state << 1;
        int from = register & (STATES - 1);
        float a = metric[from] + branch[OUTPUT[register]];
        float b = metric[from + 1] + branch[OUTPUT[register | 1]];
        odd[step * STATES + state] = b > a;
        next[state] = Math.max(a, b);
      }
      Arrays.fill(next, states, STATES, Float.NEGATIVE_INFINITY);
      float[] swap = metric;
      metric = next;
      next = swap;
    }
    int state = 0;
    int message = 0;
    for (int step = STEPS - 1; step >= 0; step--) {
      message |= step < Payload.BITS ? (state >> 7) << (Payload.BITS - 1 - step) : 0;
      state = (state << 1 & (STATES - 1)) | (odd[step * STATES + state] ? 1 : 0);
    }
    return new Candidate(message, metric[0]);
  }

  private static void branches(float[] received, int at, float[] branch) {
    for (int output = 0; output < branch.length; output++) {
      float sum = 0;
      for (int g = 0; g < GENERATORS.length; g++) {
        sum += (output >> g & 1) == 0 ? received[at + g] : -received[at + g];
      }
      branch[output] = sum;
    }
  }

  /** Merges the sorted survivors of two states into the sorted survivors of the next. */
  private static void merge(
      float[] metric,
      int from,
      float even,
      float odd,
      float[] next,
      short[] survivor,
      int to,
      int count) {
    int i = 0;
    int j = 0;
    for (int rank = 0; rank < count; rank++) {
      float a = i < count ? metric[from + i] + even : Float.NEGATIVE_INFINITY;
      float b = j < count ? metric[from + count + j] + odd : Float.NEGATIVE_INFINITY;
      if (a >= b) {
        next[to + rank] = a;
        survivor[to + rank] = (short) i++;
      } else {
        next[to + rank] = b;
        survivor[to + rank] = (short) (count + j++);
      }
    }
  }

  private static int trace(short[][] survivor, int rank, int count) {
    int state = 0;
    int message = 0;
    for (int step = STEPS - 1; step >= 0; step--) {
      if (step < Payload.BITS) {
        message |= (state >> 7) << (Payload.BITS - 1 - step);
      }
      int choice = survivor[step][state * count + rank];
      state = (state << 1 & (STATES - 1)) | choice / count;
      rank = choice % count;
    }
    return message;
  }
}
