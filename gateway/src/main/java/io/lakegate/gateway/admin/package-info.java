/** The admin and health listeners: probes and metrics, apart from the clients' address. */
@NullMarked
package io.lakegate.gateway.admin;

import org.jspecify.annotations.NullMarked;
