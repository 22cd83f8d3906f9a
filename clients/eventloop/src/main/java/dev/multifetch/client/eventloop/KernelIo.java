package dev.multifetch.client.eventloop;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a loop asks the kernel which connections have something to read: with epoll where the
/// platform has it, else with NIO, and with io_uring if `-Dmultifetch.netty.transport=io_uring`
/// says so. io_uring is not the default: there Netty 4.2.18 may miss a reset that comes right after
/// data, so that only the URL's `timeout` ends what epoll ends at once.
enum KernelIo {
  EPOLL,
  NIO,
  IO_URING;

  private static final String PROPERTY = "multifetch.netty.transport";

  /// The transport that the property names, or else the platform's best.
  static KernelIo chosen() {
    String asked = System.getProperty(PROPERTY);
    if (asked == null) {
      return EPOLL.obstacle() == null ? EPOLL : NIO;
    }
    KernelIo io = valueOf(asked.toUpperCase(Locale.ROOT));
    Throwable obstacle = io.obstacle();
    if (obstacle != null) {
      throw new IllegalStateException(PROPERTY + "=" + asked + " is not available here", obstacle);
    }
    return io;
  }

  private @Nullable Throwable obstacle() {
    return switch (this) {
      case EPOLL -> Epoll.unavailabilityCause();
      case NIO -> null;
      case IO_URING -> IoUring.unavailabilityCause();
    };
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
    };
  }

  Channel channel() {
    return switch (this) {
      case EPOLL -> new EpollSocketChannel();
      case NIO -> new NioSocketChannel();
      case IO_URING -> new IoUringSocketChannel();
    };
  }
}
