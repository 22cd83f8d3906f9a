package dev.multifetch.conformance.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What other programs make of every kind of certificate, as it was when somebody last asked them.
/// Their versions differ from machine to machine, so the build compares the documents with the
/// record, and asks nobody.
class ProgramsTest {

  private static final Path RECORD = Path.of("recorded", "certificates.tsv");

  /// Runs with `-Dcertificates=record`.
  @Test
  @EnabledIfSystemProperty(named = "certificates", matches = "record")
  void whatTheyMakeOfEachKindIsRecorded(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path roots = Files.writeString(folder.resolve("roots.pem"), Authorities.pem());
    List<String> lines = new ArrayList<>();
    for (Program program : Program.values()) {
      String who =
          "%s\t%s\t%s".formatted(program, program.version(), LocalDate.now(ZoneOffset.UTC));
      for (CertificateCase one : CertificateCase.all()) {
        String verdict = program.trusts(one, roots) ? "trusted" : "refused";
        lines.add("%s\t%s\t%s".formatted(who, one, verdict));
      }
    }
    Files.createDirectories(RECORD.getParent());
    Files.write(RECORD, lines);
  }

  @Test
  void theRecordIsOfTheKindsThatThereAre() throws IOException {
    List<String> recorded =
        Files.readAllLines(RECORD).stream().map(line -> line.split("\t", -1)[3]).toList();
    List<String> kinds = CertificateCase.all().stream().map(CertificateCase::id).toList();
    List<String> twice = new ArrayList<>(kinds);
    twice.addAll(kinds);
    assertThat(recorded)
        .as("record again: -Dtest=ProgramsTest -Dcertificates=record")
        .containsExactlyElementsOf(twice);
  }
}
