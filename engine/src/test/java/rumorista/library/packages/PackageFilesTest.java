package rumorista.library.packages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

class PackageFilesTest {
  private static final byte[] SOUND = {'R', 'I', 'F', 'F', 1, 2, 3};

  @TempDir Path folder;

  @Test
  void aNoteOfASoundFontLoopsForAsLongAsItIsHeld() throws IOException {
    Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes());
    float[] note = channel(read("tiny.sf2!/bank 8 program 14 key 60 seconds 0.5"), 2);
    assertEquals(TinySoundFont.RATE / 2, note.length);
    assertEquals(TinySoundFont.PERIOD, period(note), 0.5);
    float[] octave = channel(read("tiny.sf2!/bank 8 program 14 key 72 seconds 0.5"), 2);
    assertEquals(TinySoundFont.PERIOD / 2.0, period(octave), 0.5);
  }

  @Test
  void aSampleOfASoundFontIsAsItWasRecorded() throws IOException {
    Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes());
    float[] sample = channel(read("tiny.sf2!/sample tone"), 1);
    assertEquals(TinySoundFont.FRAMES, sample.length);
    assertEquals(20_000 / 32_768f, sample[TinySoundFont.PERIOD / 4], 1e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample other",
        "bank 8 program 15 key 60 seconds 1",
        "bank 8 program 14 key 59 seconds 1",
        "bank 8 program 14",
      })
  void whatASoundFontLacksIsNamed(String member) throws IOException {
    Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes());
    assertRefused("tiny.sf2!/" + member, "tiny.sf2");
  }

  @Test
  void aBrokenSoundFontIsSaid() throws IOException {
    byte[] whole = TinySoundFont.bytes();
    Files.write(folder.resolve("cut.sf2"), Arrays.copyOf(whole, whole.length / 2));
    assertRefused("cut.sf2!/sample tone", "broken or cut off");
    Files.write(folder.resolve("empty.sf2"), new byte[3]);
    assertRefused("empty.sf2!/sample tone", "no SoundFont");
  }

  @Test
  void aNoteIsCheckedByItsSoundFont() throws IOException {
    Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes());
    PackageFiles files = new PackageFiles(folder);
    assertEquals(files.sha256("tiny.sf2"), files.sha256("tiny.sf2!/sample tone"));
  }

  @Test
  void filesLieInZipArchives() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("data.pk3")))) {
      zip.putNextEntry(new ZipEntry("a/b.wav"));
      zip.write(SOUND);
    }
    assertArrayEquals(SOUND, read("data.pk3!/a/b.wav"));
    assertRefused("data.pk3!/a/c.wav", "holds no a/c.wav");
  }

  @Test
  void filesLieInSoundCatalogues() throws IOException {
    ByteBuffer catalogue = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    catalogue.putInt(8 | 0x8000_0000).putInt(SOUND.length);
    catalogue.put((byte) 3).put(new byte[] {'x', 'y', 0}).put(SOUND);
    Files.write(folder.resolve("sounds.cat"), catalogue.array());
    assertArrayEquals(SOUND, read("sounds.cat!/0"));
    assertRefused("sounds.cat!/1", "no sound 1");
  }

  @Test
  void filesLieInGroupsWithinGroups() throws IOException {
    byte[] group = group("Inner.ocg", true, group("a.wav", false, SOUND));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(group);
    }
    byte[] bytes = packed.toByteArray();
    bytes[0] = 0x1e;
    bytes[1] = (byte) 0x8c;
    Files.write(folder.resolve("Sound.ocg"), bytes);
    assertArrayEquals(SOUND, read("Sound.ocg!/Inner.ocg/a.wav"));
    assertRefused("Sound.ocg!/Inner.ocg/b.wav", "holds no b.wav");
  }

  @Test
  void nothingOutsideOfThePackageIsRead() {
    assertRefused("../secret.wav", "outside");
    assertRefused("none.wav", "none.wav");
    assertRefused("none.tar!/a.wav", "none.tar");
  }

  private static byte[] group(String name, boolean isGroup, byte[] content) {
    ByteBuffer group = ByteBuffer.allocate(204 + 316 + content.length);
    group.order(ByteOrder.LITTLE_ENDIAN).putInt(36, 1);
    for (int i = 0; i < 204; i++) {
      group.put(i, (byte) (group.get(i) ^ 237));
    }
    for (int i = 0; i + 2 < 204; i += 3) {
      byte swapped = group.get(i);
      group.put(i, group.get(i + 2));
      group.put(i + 2, swapped);
    }
    byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
    group.put(204, letters);
    group.putInt(204 + 264, isGroup ? 1 : 0).putInt(204 + 268, content.length);
    group.put(204 + 316, content);
    return group.array();
  }

  private byte[] read(String path) {
    return new PackageFiles(folder).read(path);
  }

  private void assertRefused(String path, String word) {
    RumoristaException error = assertThrows(RumoristaException.class, () -> read(path));
    assertEquals(RumoristaException.Kind.UNREADABLE_MEDIA, error.kind());
    assertTrue(error.getMessage().contains(word), error.getMessage());
  }

  /** The first channel of a WAV file of 32-bit floating point. */
  private static float[] channel(byte[] wav, int channels) {
    ByteBuffer data = ByteBuffer.wrap(wav, 44, wav.length - 44).order(ByteOrder.LITTLE_ENDIAN);
    float[] first = new float[(wav.length - 44) / 4 / channels];
    for (int i = 0; i < first.length; i++) {
      first[i] = data.getFloat(44 + 4 * channels * i);
    }
    return first;
  }

  /** Mean distance between upward zero crossings. */
  private static double period(float[] samples) {
    int first = -1;
    int last = -1;
    int count = -1;
    for (int i = 1; i < samples.length; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        first = first < 0 ? i : first;
        last = i;
        count++;
      }
    }
    return (double) (last - first) / count;
  }
}
