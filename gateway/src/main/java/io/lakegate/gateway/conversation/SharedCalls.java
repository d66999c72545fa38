package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that belong to no single client: of the fields of the one who was first to need them
 * they carry only the workspace that it names, and they go on when it has left.
 *
 * <p><b>Threading:</b> any thread; one request is under way at a time.
 */
public final class SharedCalls {

  private final Conversations.Way way;
  private final Exchange first;
  private final OriginProfile profile;
  private boolean closed;
  private @Nullable OwnCalls underWay;

  /**
   * Creates them.
   *
   * @param first the exchange that is first to need them; its body is not kept
   */
  SharedCalls(Conversations.Way way, Exchange first, OriginProfile profile) {
    ClientRequest head = first.request().withBody(RequestBody.NONE);
    this.way = way;
    this.first = first.withRequest(head);
    this.profile = profile;
  }

  /** What must be the same of two clients' requests for one to stand for the other. */
  public static List<String> place(ClientRequest request) {
    return OwnFields.ABOUT_THE_PLACE.stream().map(name -> request.header(name).orElse("")).toList();
  }

  /** Begins a request. */
  public synchronized SharedCall begin(OwnRequest request) {
    ExchangeTrace cost = new ExchangeTrace(System.nanoTime());
    OwnCalls calls = new OwnCalls(way, measured(cost), profile, true);
    underWay = calls;
    if (closed) {
      calls.close();
    }
    return new SharedCall(calls.begin(request), cost);
  }

  private Exchange measured(ExchangeTrace cost) {
    ClientPresence presence = new ClientPresence(first.client().key());
    return Exchange.begin(first.id(), first.request(), first.listener(), presence, cost);
  }

  /** Gives up what is under way; nothing can be sent afterwards. */
  public synchronized void close() {
    closed = true;
    OwnCalls calls = underWay;
    if (calls != null) {
      calls.close();
    }
  }
}
