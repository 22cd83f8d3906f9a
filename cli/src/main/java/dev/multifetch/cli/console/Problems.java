package dev.multifetch.cli.console;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Says in words what went wrong with a file: the JDK's exceptions often carry only its name.
public final class Problems {

  private Problems() {}

  public static String reading(Path file, IOException cause) {
    return "cannot read " + file + ": " + reason(cause);
  }

  public static String writing(Path file, IOException cause) {
    return "cannot write " + file + ": " + reason(cause);
  }

  public static String reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "there is a file with that name";
      case CharacterCodingException _ -> "it is not in UTF-8";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }
}
