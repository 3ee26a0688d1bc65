package rumorista;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The walls of docs/ARCHITECTURE.md around the command line and the server. */
class ArchitectureTest {
  private static final JavaClasses APP = new ClassFileImporter().importPath("target/classes");

  @Test
  void packagesFormNoCycles() {
    slices().matching("rumorista.(**)").should().beFreeOfCycles().allowEmptyShould(true).check(APP);
  }

  @Test
  void nativeTypesStayInTheEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "rumorista.tensor..", "rumorista.nn..")
        .because("the ways in hand over and get back plain Java")
        .allowEmptyShould(true)
        .check(APP);
  }
}
