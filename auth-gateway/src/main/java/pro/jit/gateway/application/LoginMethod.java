package pro.jit.gateway.application;

import java.net.URI;

/** Another way to sign in, shown on the login page as a link. */
public record LoginMethod(String title, URI url) {}
