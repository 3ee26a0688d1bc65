package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.cli.Launcher.Ending;

/**
 * The script before Java starts: a JDK, Maven, a build. An installation of its own, with a Maven
 * that only says so.
 */
class LauncherScriptIT {
  private static final String MAVEN = "#!/bin/sh\necho \"mvn $*\"\n";

  @TempDir Path folder;
  private Path home;
  private Path script;
  private Launcher launcher;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("the home"));
    script = Files.copy(Launcher.SCRIPT, home.resolve("rumorista"));
    Files.createDirectories(home.resolve("engine/src/main"));
    Files.createDirectories(home.resolve("app/src/main"));
    Files.createDirectories(folder.resolve("bin"));
    launcher =
        new Launcher(Files.createDirectory(folder.resolve("work")))
            .with("JAVA_HOME", System.getProperty("java.home"))
            .with("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
  }

  @Test
  void withoutJdkItSaysHowToGetOne() {
    launcher.without("JAVA_HOME").with("PATH", "").with("RUMORISTA_JDKS", "");
    launcher.run(script, "models").is(ExitCode.UNAVAILABLE).complains("JDK 25 or newer is missing");
    launcher.run(script, "test").is(ExitCode.UNAVAILABLE).complains("JDK 25 or newer is missing");
  }

  @Test
  void anOlderJdkWillNotDo() throws IOException {
    Path old = Files.createDirectories(folder.resolve("jdk-24/bin")).getParent();
    executable(old.resolve("bin/java"), "#!/bin/sh\necho old\n");
    executable(old.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"24.0.2\"\n");
    launcher.with("JAVA_HOME", old.toString()).with("PATH", "").with("RUMORISTA_JDKS", "");
    launcher.run(script, "models").is(ExitCode.UNAVAILABLE).complains("JDK 25 or newer is missing");
    launcher.with("RUMORISTA_JDKS", old.getParent() + "/*");
    Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"26-ea\"\n");
    launcher.run(script, "models").is(ExitCode.UNAVAILABLE).complains("Maven is missing");
  }

  @Test
  void withoutMavenItSaysHowToGetIt() {
    launcher.with("PATH", "");
    launcher.run(script, "models").is(ExitCode.UNAVAILABLE).complains("Maven is missing");
    launcher.run(script, "test").is(ExitCode.UNAVAILABLE).complains("Maven is missing");
  }

  @Test
  void aFailedBuildShowsTheEndOfItsLog() throws IOException {
    executable(folder.resolve("bin/mvn"), "#!/bin/sh\nseq 100\necho 'ERROR: so it is'\nexit 1\n");
    Ending ending = launcher.run(script, "models").is(ExitCode.UNAVAILABLE);
    assertTrue(
        ending.errors().startsWith("Building Rumorista (first use only)...\n77\n"),
        ending.errors());
    assertTrue(ending.errors().contains("ERROR: so it is\nrumorista: the build failed"));
  }

  @Test
  void buildsOnFirstUseAndWhenSourcesAreNewer() throws IOException {
    executable(
        folder.resolve("bin/mvn"),
        MAVEN
            + "mkdir -p app/target/lib\ncp '"
            + Launcher.ROOT
            + "/app/target/rumorista.jar' app/target/\n"
            + "cp '"
            + Launcher.ROOT
            + "'/app/target/lib/picocli*.jar app/target/lib/\n"
            + "cp '"
            + Launcher.ROOT
            + "'/app/target/lib/jspecify*.jar app/target/lib/\n"
            + "cp '"
            + Launcher.ROOT
            + "'/app/target/lib/rumorista*.jar app/target/lib/\n");
    Ending first = launcher.run(script, "--version").is(ExitCode.OK);
    assertEquals("Building Rumorista (first use only)...\n", first.errors());
    assertTrue(first.output().startsWith("rumorista "), first.output());
    assertTrue(Files.readString(home.resolve("app/target/build.log")).contains("package"));
    assertEquals("", launcher.run(script, "--version").is(ExitCode.OK).errors());
    Files.writeString(home.resolve("app/target/rumorista.aot"), "from another version of Java");
    assertEquals("", launcher.run(script, "--version").is(ExitCode.OK).errors());
    Path source = Files.writeString(home.resolve("engine/src/main/New.java"), "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    Ending third = launcher.run(script, "--version").is(ExitCode.OK);
    assertEquals("Building Rumorista (its sources have changed)...\n", third.errors());
  }

  @Test
  void testRunsMavenWithFurtherArguments() throws IOException {
    executable(folder.resolve("bin/mvn"), MAVEN + "pwd\necho \"$JAVA_HOME\"\nexit 3\n");
    Ending ending = launcher.run(script, "test", "-pl", "engine", "-Dtest=A B");
    assertEquals(3, ending.code());
    assertEquals(
        "mvn -B verify -pl engine -Dtest=A B\n"
            + home.toRealPath()
            + "\n"
            + System.getProperty("java.home")
            + "\n",
        ending.output());
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }
}
