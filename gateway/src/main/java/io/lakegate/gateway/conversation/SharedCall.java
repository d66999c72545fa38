package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.ExchangeTrace;
import java.util.concurrent.CompletableFuture;

/**
 * A request that belongs to no single client.
 *
 * @param answer its answer, or its failure
 * @param cost what it cost; to be read when it has been answered
 */
public record SharedCall(CompletableFuture<WholeAnswer> answer, ExchangeTrace cost) {}
