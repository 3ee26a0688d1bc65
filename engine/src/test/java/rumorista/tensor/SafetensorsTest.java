package rumorista.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.SyntheticSound;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void fullPrecisionComesBackBitForBit() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Map<String, Safetensors.Entry> entries = entries();
    Safetensors.write(file, entries, false);
    Map<String, Safetensors.Entry> read = Safetensors.read(file);
    assertEquals(List.copyOf(entries.keySet()), List.copyOf(read.keySet()), "names in order");
    entries.forEach((name, entry) -> {
      assertArrayEquals(entry.shape(), read.get(name).shape(), name);
      assertArrayEquals(entry.values(), read.get(name).values(), name);
    });
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing else is left");
    }
  }

  @Test
  void halfPrecisionComesBackRounded() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, entries(), true);
    Map<String, Safetensors.Entry> read = Safetensors.read(file);
    entries()
        .forEach((name, entry) -> {
          float[] values = read.get(name).values();
          for (int i = 0; i < values.length; i++) {
            float wanted = Float.float16ToFloat(Float.floatToFloat16(entry.values()[i]));
            assertEquals(wanted, values[i], name);
          }
        });
  }

  @Test
  void theLayoutIsThatOfTheFormat() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    entries.put(
        "passi sulla ghiaia è 脚步", new Safetensors.Entry(new long[] {2}, new float[] {1, 2}));
    Safetensors.write(file, entries, false);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long header = bytes.getLong();
    assertEquals(0, header % 8, "values are aligned");
    assertEquals(8 + header + 8, bytes.capacity());
    assertEquals(1, bytes.getFloat((int) (8 + header)));
    assertArrayEquals(
        new float[] {1, 2}, Safetensors.read(file).get("passi sulla ghiaia è 脚步").values());
  }

  @Test
  void metadataAndScalarsAreUnderstood() throws IOException {
    Path file =
        file(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}",
            4);
    assertEquals(List.of("x"), List.copyOf(Safetensors.read(file).keySet()));
    assertEquals(1, Safetensors.read(file).get("x").values().length);
  }

  @Test
  void filesBeyondTwoGigabytesAreRead() throws IOException {
    long gap = 3L << 30; // sparse: the disk holds a few blocks of it
    String header =
        """
        {"a":{"dtype":"F16","shape":[0],"data_offsets":[0,0]},\
        "b":{"dtype":"F32","shape":[2],"data_offsets":[%d,%d]},\
        "gap":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]}}\
        """
            .formatted(gap, gap + 8, gap, gap);
    Path file = folder.resolve("huge.safetensors");
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(start.putLong(bytes.length).put(bytes).flip());
      ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(end.putFloat(3).putFloat(4).flip(), 8 + bytes.length + gap);
    }
    // U8 is not understood, but the file is large: the complaint is about that and nothing else.
    assertBad(file, "gap", "U8");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not JSON                | {"x":
          no object               | [1,2,3]
          a number                | 12345
          only spaces             | '   '
          nested too deep         | DEEP
          entry is no object      | {"x":3}
          unknown kind            | {"x":{"dtype":"Q7","shape":[2],"data_offsets":[0,8]}}
          no kind                 | {"x":{"shape":[2],"data_offsets":[0,8]}}
          no shape                | {"x":{"dtype":"F32","data_offsets":[0,4]}}
          shape of words          | {"x":{"dtype":"F32","shape":["a"],"data_offsets":[0,0]}}
          broken shape            | {"x":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}
          negative shape          | {"x":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}
          shape overflows         | {"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}
          bytes overflow          | {"x":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}
          larger than the file    | {"x":{"dtype":"F32","shape":[1000],"data_offsets":[0,4000]}}
          offsets do not fit      | {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}
          negative offsets        | {"x":{"dtype":"F32","shape":[2],"data_offsets":[-4,4]}}
          offsets overflow        | {"x":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775800,9223372036854775807]}}
          offsets swapped         | {"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}
          three offsets           | {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8,16]}}
          offsets of words        | {"x":{"dtype":"F32","shape":[2],"data_offsets":["0","8"]}}
          overlapping             | {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}
          the same name twice     | {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}
          """)
  void aBrokenHeaderIsABadModel(String what, String header) throws IOException {
    String text = header.equals("DEEP") ? "{\"x\":" + "[".repeat(100_000) : header;
    Path file = file(text, 8);
    boolean namesTheKey = header.contains("\"x\":{");
    assertBad(file, namesTheKey ? "x" : file.getFileName().toString());
  }

  @ParameterizedTest(name = "{0} bytes are left")
  @ValueSource(ints = {0, 1, 7, 8, 9, 20, 100, 200, -1})
  void aFileCutShortIsABadModel(int left) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, entries(), false);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, left < 0 ? whole.length + left : left));
    assertBad(file, "");
  }

  @ParameterizedTest(name = "header length {0}")
  @ValueSource(longs = {-1, 0, 1, 1_000, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void aWrongHeaderLengthIsABadModel(long length) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Files.write(
        file, ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    assertBad(file, "");
  }

  @Test
  void aMissingFileOrAFolderIsABadModel() {
    assertBad(folder.resolve("nothing.safetensors"), "no such file");
    assertBad(folder, "");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void mutatedFilesGiveABadModelOrNothingWorse(long seed) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, entries(), seed % 2 == 0);
    byte[] whole = Files.readAllBytes(file);
    int header = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int round = 0; round < 100; round++) {
      byte[] mutant = whole.clone();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        byte[] digits = "0123456789-{}[]\",:eF".getBytes(StandardCharsets.UTF_8);
        mutant[random.nextInt(header)] =
            random.nextBoolean()
                ? digits[random.nextInt(digits.length)]
                : (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
      }
      Files.write(file, mutant);
      try {
        Safetensors.read(file);
      } catch (RumoristaException e) {
        refused++;
        assertEquals(RumoristaException.Kind.BAD_MODEL, e.kind());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
      }
    }
    assertTrue(refused > 60, refused + " refused");
  }

  private void assertBad(Path file, String... words) {
    RumoristaException error = assertThrows(RumoristaException.class, () -> Safetensors.read(file));
    assertEquals(RumoristaException.Kind.BAD_MODEL, error.kind());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    String rest = error.getMessage().replace(file.toString(), file.getFileName().toString());
    for (String word : words) {
      assertTrue(rest.contains(word), error.getMessage());
    }
    assertFalse(error.getMessage().contains("null"), error.getMessage());
  }

  private Path file(String header, int valueBytes) throws IOException {
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + bytes.length + valueBytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(bytes.length).put(bytes);
    return Files.write(folder.resolve("broken.safetensors"), buffer.array());
  }

  private static Map<String, Safetensors.Entry> entries() {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    entries.put("second.weight", entry(1, 3, 4));
    entries.put("first", entry(2, 5));
    entries.put("scalar", new Safetensors.Entry(new long[0], new float[] {0.25f}));
    entries.put("empty", new Safetensors.Entry(new long[] {0, 7}, new float[0]));
    entries.put("blocks.0.attention.qkv.bias", entry(3, 1, 1, 6));
    return entries;
  }

  private static Safetensors.Entry entry(long seed, long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new Safetensors.Entry(shape, SyntheticSound.noise(1, count, seed));
  }
}
