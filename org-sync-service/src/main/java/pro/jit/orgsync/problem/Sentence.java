package pro.jit.orgsync.problem;

/**
 * The same in both languages.
 *
 * @param zh Chinese
 * @param en English
 */
public record Sentence(String zh, String en) {}
