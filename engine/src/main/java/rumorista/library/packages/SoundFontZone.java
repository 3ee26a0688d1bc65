package rumorista.library.packages;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One sample of a preset with the generators that apply to it (SoundFont 2.04, section 8.1.2).
 * Modulators are not read.
 */
record SoundFontZone(Map<Integer, Integer> generators) {
  static final int ATTACK = 34;
  static final int HOLD = 35;
  static final int DECAY = 36;
  static final int SUSTAIN = 37;
  static final int RELEASE = 38;
  static final int PAN = 17;
  static final int ATTENUATION = 48;
  static final int COARSE_TUNE = 51;
  static final int FINE_TUNE = 52;
  static final int SAMPLE = 53;
  static final int SAMPLE_MODES = 54;
  static final int SCALE_TUNING = 56;
  static final int ROOT_KEY = 58;
  private static final int INSTRUMENT = 41;
  private static final int KEY_RANGE = 43;
  private static final int VELOCITY_RANGE = 44;
  private static final int PRESET_BYTES = 38;
  private static final int INSTRUMENT_BYTES = 22;

  /** All zones of a preset; empty if there is no such preset. */
  static List<SoundFontZone> of(SoundFont font, int bank, int program) {
    ByteBuffer presets = font.chunk("phdr");
    List<SoundFontZone> zones = new ArrayList<>();
    for (int at = 0; at + 2 * PRESET_BYTES <= presets.limit(); at += PRESET_BYTES) {
      if (presets.getShort(at + 20) == program && presets.getShort(at + 22) == bank) {
        int from = Short.toUnsignedInt(presets.getShort(at + 24));
        int to = Short.toUnsignedInt(presets.getShort(at + PRESET_BYTES + 24));
        for (Map<Integer, Integer> preset : bags(font, 'p', from, to, INSTRUMENT)) {
          zones.addAll(instrument(font, preset));
        }
      }
    }
    return zones;
  }

  private static List<SoundFontZone> instrument(SoundFont font, Map<Integer, Integer> preset) {
    ByteBuffer instruments = font.chunk("inst");
    int at = preset.getOrDefault(INSTRUMENT, 0) * INSTRUMENT_BYTES;
    int from = Short.toUnsignedInt(instruments.getShort(at + 20));
    int to = Short.toUnsignedInt(instruments.getShort(at + INSTRUMENT_BYTES + 20));
    List<SoundFontZone> zones = new ArrayList<>();
    for (Map<Integer, Integer> zone : bags(font, 'i', from, to, SAMPLE)) {
      Map<Integer, Integer> merged = new HashMap<>(zone);
      preset.forEach((generator, value) -> merge(merged, generator, value));
      zones.add(new SoundFontZone(merged));
    }
    return zones;
  }

  /** What a preset says is added to what its instrument says; ranges are cut with each other. */
  private static void merge(Map<Integer, Integer> zone, int generator, int value) {
    if (generator == KEY_RANGE || generator == VELOCITY_RANGE) {
      int own = zone.getOrDefault(generator, 127 << 8);
      int low = Math.max(own & 0xff, value & 0xff);
      int high = Math.min(own >> 8, value >> 8);
      zone.put(generator, high << 8 | low);
    } else if (generator != INSTRUMENT) {
      zone.merge(generator, value, Integer::sum);
    }
  }

  /** The bags that name what they end in; a first one that does not applies to all. */
  private static List<Map<Integer, Integer>> bags(
      SoundFont font, char level, int from, int to, int end) {
    ByteBuffer bags = font.chunk(level + "bag");
    ByteBuffer generators = font.chunk(level + "gen");
    Map<Integer, Integer> global = new HashMap<>();
    List<Map<Integer, Integer>> result = new ArrayList<>();
    for (int bag = from; bag < to; bag++) {
      Map<Integer, Integer> zone = new HashMap<>(global);
      int first = Short.toUnsignedInt(bags.getShort(4 * bag));
      int last = Short.toUnsignedInt(bags.getShort(4 * bag + 4));
      for (int i = first; i < last; i++) {
        int generator = Short.toUnsignedInt(generators.getShort(4 * i));
        boolean range = generator == KEY_RANGE || generator == VELOCITY_RANGE;
        int value = generators.getShort(4 * i + 2);
        zone.put(generator, range ? value & 0xffff : value);
      }
      if (zone.containsKey(end)) {
        result.add(zone);
      } else if (bag == from) {
        global = zone;
      }
    }
    return result;
  }

  boolean answers(int key, int velocity) {
    return within(KEY_RANGE, key) && within(VELOCITY_RANGE, velocity);
  }

  private boolean within(int generator, int value) {
    int range = get(generator, 127 << 8);
    return (range & 0xff) <= value && value <= range >> 8;
  }

  int get(int generator, int otherwise) {
    return generators.getOrDefault(generator, otherwise);
  }
}
