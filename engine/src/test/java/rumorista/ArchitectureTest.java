package rumorista;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of docs/ARCHITECTURE.md, held by the build. */
class ArchitectureTest {
  private static final int LONGEST_SOURCE = 500;
  private static final JavaClasses ENGINE = new ClassFileImporter().importPath("target/classes");

  @Test
  void packagesFormNoCycles() {
    slices()
        .matching("rumorista.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(ENGINE);
  }

  @Test
  void theSharedWordsArePlainJava() {
    classes()
        .that()
        .resideInAPackage("rumorista")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "rumorista", "java..", "org.jspecify..", "com.google.errorprone.annotations..")
        .check(ENGINE);
  }

  @Test
  void onlyTensorOpensPointerScopes() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rumorista.tensor")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.bytedeco.javacpp.PointerScope")
        .because("TensorScope is the only owner of native memory")
        .check(ENGINE);
  }

  @Test
  void onlyMediaKnowsFfmpeg() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rumorista.media..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.ffmpeg..")
        .check(ENGINE);
  }

  @Test
  void mediaNeverSeesLibtorch() {
    noClasses()
        .that()
        .resideInAPackage("rumorista.media..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco.pytorch..", "rumorista.tensor..", "rumorista.nn..")
        .allowEmptyShould(true)
        .check(ENGINE);
  }

  @Test
  void signalRenderWatermarkAndProvenanceArePureJava() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "rumorista.signal..",
            "rumorista.render..",
            "rumorista.watermark..",
            "rumorista.provenance..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "rumorista.tensor..", "rumorista.nn..")
        .allowEmptyShould(true)
        .check(ENGINE);
  }

  @Test
  void onlyVisionKnowsOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackages("rumorista.vision.onnx..", "rumorista.vision.pair..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .because("a network in ONNX looks the same from outside as any other")
        .check(ENGINE);
  }

  @Test
  void visionNeverSeesLibtorchOrFfmpeg() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "rumorista.vision", "rumorista.vision.onnx..", "rumorista.vision.convert..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "rumorista.tensor..", "rumorista.nn..")
        .check(ENGINE);
  }

  @Test
  void onlyTheCaptionerTalksToEndpoints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rumorista.look.caption")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.langchain4j.model.openai..", "dev.langchain4j.model.chat..", "java.net.http..")
        .because("nothing is sent anywhere unless the user names an endpoint")
        .check(ENGINE);
  }

  @Test
  void onlyTheInstallerDownloads() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rumorista.library.install")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java[.]net[.](URLConnection|HttpURLConnection|Socket)")
        .because("nothing is fetched unless the user asks for it")
        .check(ENGINE);
  }

  @Test
  void provenanceStandsAlone() {
    classes()
        .that()
        .resideInAPackage("rumorista.provenance..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "rumorista",
            "rumorista.provenance..",
            "rumorista.signal..",
            "java..",
            "javax.naming..",
            "javax.security..",
            "com.fasterxml.jackson..",
            "org.jspecify..",
            "com.google.errorprone.annotations..")
        .because("whoever only wants to verify needs neither films nor models")
        .check(ENGINE);
  }

  @Test
  void nothingDependsOnTraining() {
    noClasses()
        .that()
        .resideOutsideOfPackage("rumorista.train..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("rumorista.train..")
        .check(ENGINE);
  }

  @Test
  void nativeTypesStayInside() {
    members()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(
            "rumorista.tensor..", "rumorista.nn..", "rumorista.model..", "rumorista.train..")
        .should(showOnlyPlainJava())
        .because("the ways in hand over and get back plain Java")
        .check(ENGINE);
  }

  @Test
  void theEngineNeitherPrintsNorExits() {
    noClasses()
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("only the command line talks to the terminal")
        .check(ENGINE);
  }

  @Test
  void noSourceIsTooLongToRead() throws IOException {
    List<Path> sources = sources();
    assertFalse(sources.isEmpty(), "no sources found");
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source).size();
      if (lines > LONGEST_SOURCE) {
        tooLong.add("%s has %d lines; at most %d".formatted(source, lines, LONGEST_SOURCE));
      }
    }
    assertEquals(List.of(), tooLong);
  }

  private static List<Path> sources() throws IOException {
    PathMatcher source = FileSystems.getDefault().getPathMatcher("glob:**.{java,js,css,html}");
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("engine/src", "app/src", "spark/src", "examples")) {
      Path root = Path.of("..", folder);
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(source::matches).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private static ArchCondition<JavaMember> showOnlyPlainJava() {
    return new ArchCondition<>("show only plain Java") {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        member.getAllInvolvedRawTypes().stream()
            .filter(resideInAPackage("org.bytedeco.."))
            .map(type -> member.getFullName() + " shows " + type.getName())
            .forEach(message -> events.add(SimpleConditionEvent.violated(member, message)));
      }
    };
  }
}
