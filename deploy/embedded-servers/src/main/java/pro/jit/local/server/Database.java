package pro.jit.local.server;

/**
 * How to reach one database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://127.0.0.1:port/name}
 * @param username a superuser of that server
 * @param password there because clients want one; the server listens on loopback and trusts whoever connects
 */
public record Database(String jdbcUrl, String username, String password) {}
