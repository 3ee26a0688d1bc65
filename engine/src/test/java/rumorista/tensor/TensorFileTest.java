package rumorista.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

/** Files written by PyTorch itself, and such as mean harm. */
class TensorFileTest {
  private static final Path GIVEN = Path.of("src/test/resources/mmaudio");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "tiny_state_dict.pth,state/",
    "tiny_state_dict_legacy.pth,state/",
    "tiny_nested_odd.pt,odd/"
  })
  void everyTensorThatPyTorchWroteComesBack(String name, String prefix) {
    try (TensorFile file = TensorFile.open(GIVEN.resolve(name));
        TensorFile expected = TensorFile.open(GIVEN.resolve("pth_expected.safetensors"))) {
      Map<String, StoredTensor> wanted = new LinkedHashMap<>();
      expected
          .tensors()
          .forEach((key, tensor) -> {
            if (key.startsWith(prefix)) {
              wanted.put(key.substring(prefix.length()), tensor);
            }
          });
      assertFalse(wanted.isEmpty());
      assertEquals(wanted.keySet(), new HashSet<>(file.tensors().keySet()));
      wanted.forEach((key, tensor) -> {
        StoredTensor found = file.tensors().get(key);
        assertEquals(tensor.kind(), found.kind(), key);
        assertArrayEquals(tensor.shape(), found.shape(), key);
        assertArrayEquals(tensor.floats(), found.floats(), key);
      });
    }
  }

  @Test
  void partsOfATensorAreThoseOfTheWhole() {
    try (TensorFile file = TensorFile.open(GIVEN.resolve("tiny_nested_odd.pt"))) {
      file.tensors()
          .forEach((name, tensor) -> {
            float[] whole = tensor.floats();
            for (int from = 0; from < whole.length; from++) {
              float[] part = new float[Math.min(3, whole.length - from)];
              tensor.read(from, part, part.length);
              assertArrayEquals(Arrays.copyOfRange(whole, from, from + part.length), part, name);
            }
          });
    }
  }

  @Test
  void zip64SizesAndADictionaryAroundTheStateAreRead() throws IOException {
    Path path = folder.resolve("net.pt");
    TorchFileWriter.write(path, "generator", Map.of("a.weight", source(2, 3)));
    try (TensorFile file = TensorFile.open(path)) {
      StoredTensor tensor = file.tensors().get("generator/a.weight");
      assertArrayEquals(new long[] {2, 3}, tensor.shape());
      assertArrayEquals(source(2, 3).values(), tensor.floats());
    }
  }

  @ParameterizedTest
  @CsvSource({"os,system", "builtins,eval", "torch._utils,_rebuild_qtensor", "nt,system"})
  void codeInAPickleIsNamedAndNotRun(String module, String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path witness = folder.resolve("run");
    TorchFileWriter.write(out, 0x80, 2);
    TorchFileWriter.global(out, module, name);
    TorchFileWriter.write(out, '(');
    TorchFileWriter.text(out, "touch " + witness);
    TorchFileWriter.write(out, 't', 'R', '.');
    Path path = folder.resolve("evil.pth");
    TorchFileWriter.write(path, out.toByteArray());
    assertBad(path, module + "." + name);
    assertFalse(Files.exists(witness));
  }

  @Test
  void codeInAnOldPickleIsRefusedToo() throws IOException {
    byte[] whole = Files.readAllBytes(GIVEN.resolve("tiny_state_dict_legacy.pth"));
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    Path path = folder.resolve("evil.pth");
    Files.writeString(
        path,
        text.replace("torch._utils\n_rebuild_tensor_v2", "posixx.utils\nsystem_everythin"),
        StandardCharsets.ISO_8859_1);
    assertBad(path, "posixx.utils.system_everythin");
  }

  @ParameterizedTest(name = "operation {0}")
  @ValueSource(ints = {'i', 'o', 0x81, 0x92, 0x82, 'P', 'S', 'F', 0xff})
  void operationsThatNoCheckpointNeedsAreRefused(int code) throws IOException {
    Path path = folder.resolve("odd.pth");
    TorchFileWriter.write(path, new byte[] {(byte) 0x80, 2, ')', ')', (byte) code, '.'});
    assertBad(path, "0x%02x".formatted(code));
  }

  @Test
  void aZipBombIsNotUnpacked() throws IOException {
    Path path = folder.resolve("bomb.pth");
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertTrue(Files.size(path) < 1 << 20, "it is small");
    assertBad(path, "compressed");
  }

  @Test
  void dictionariesThatHoldEachOtherManyTimesEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchFileWriter.write(out, 0x80, 2, '}', 'q', 0);
    for (int level = 1; level < 12; level++) {
      TorchFileWriter.write(out, '}', 'q', level, '(');
      for (int i = 0; i < 50; i++) {
        TorchFileWriter.write(out, 'K', i, 'h', level - 1);
      }
      TorchFileWriter.write(out, 'u');
    }
    TorchFileWriter.write(out, '.');
    Path path = folder.resolve("laughs.pth");
    TorchFileWriter.write(path, out.toByteArray());
    assertBad(path, "items");
  }

  @Test
  void aDictionaryThatHoldsItselfEnds() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchFileWriter.write(out, 0x80, 2, '}', 'q', 0, 'K', 1, 'h', 0, 's', '.');
    Path path = folder.resolve("self.pth");
    TorchFileWriter.write(path, out.toByteArray());
    assertBad(path, "nested too deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny_state_dict.pth", "tiny_state_dict_legacy.pth"})
  void aFileCutShortAnywhereIsABadModel(String name) throws IOException {
    byte[] whole = Files.readAllBytes(GIVEN.resolve(name));
    Path path = folder.resolve("short.pth");
    for (int length = 0; length < whole.length; length += 37) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertBad(path, "short.pth");
    }
  }

  @ParameterizedTest(name = "{0} seed {1}")
  @CsvSource({"tiny_state_dict.pth,1", "tiny_state_dict_legacy.pth,2", "tiny_nested_odd.pt,3"})
  void mutatedFilesGiveABadModelOrNothingWorse(String name, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = Files.readAllBytes(GIVEN.resolve(name));
    Path path = folder.resolve("mutated.pth");
    for (int round = 0; round < 300; round++) {
      byte[] mutated = whole.clone();
      for (int i = 0; i < 1 + round % 4; i++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Files.write(path, mutated);
      try (TensorFile file = TensorFile.open(path)) {
        file.tensors().values().forEach(StoredTensor::floats);
      } catch (RumoristaException e) {
        assertEquals(RumoristaException.Kind.BAD_MODEL, e.kind());
      }
    }
  }

  private void assertBad(Path path, String wanted) {
    RumoristaException exception =
        assertThrows(RumoristaException.class, () -> TensorFile.open(path));
    assertEquals(RumoristaException.Kind.BAD_MODEL, exception.kind());
    String message = exception.getMessage();
    assertTrue(message.contains(wanted) && message.contains(path.toString()), message);
  }

  private static SafetensorsWriter.Source source(long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new SafetensorsWriter.Source() {
      @Override
      public long[] shape() {
        return shape;
      }

      @Override
      public float[] values() {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = i - 1.5f;
        }
        return values;
      }
    };
  }
}
