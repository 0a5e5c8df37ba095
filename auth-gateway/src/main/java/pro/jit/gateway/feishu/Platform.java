package pro.jit.gateway.feishu;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of the two: Feishu in China, Lark abroad. Apps, ids and tokens never cross. */
public enum Platform {
    @JsonProperty("feishu")
    FEISHU,
    @JsonProperty("lark")
    LARK
}
