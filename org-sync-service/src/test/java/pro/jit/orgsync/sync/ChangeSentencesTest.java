package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeSentencesTest {
    private static final ChangeSentences SENTENCES =
            new ChangeSentences(Map.of("d1", "后端组", "d2", "平台部", "d3", "<b>Sales</b>"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "member | added | 张伟 | | {'departments':[{'department_id':'d1'},{'department_id':'d2'}]} | 新增成员「张伟」，部门为「后端组」、「平台部」。 | “张伟” joins in “后端组”, “平台部”.",
                "member | added | 张伟 | | {'departments':[]} | 新增成员「张伟」。 | “张伟” joins.",
                "member | removed | 张伟 | {'status':'active'} | {'status':'resigned'} | 「张伟」离职。 | “张伟” leaves.",
                "member | removed | 张伟 | {'status':'active'} | {'status':'out_of_range'} | 「张伟」不再在通讯录权限范围内。 | “张伟” is no longer in the data range.",
                "member | updated | 张伟 | {'departments':[{'department_id':'d1'}]} | {'departments':[{'department_id':'d2'}]} | 「张伟」：离开「后端组」，加入「平台部」。 | “张伟”: leaves “后端组” and joins “平台部”.",
                "member | updated | 张伟 | {'departments':[{'department_id':'d1','primary':true}]} | {'departments':[{'department_id':'d1','primary':false}]} | 「张伟」：在部门中的角色有变化。 | “张伟”: place in the departments changed.",
                "member | updated | 张伟 | {'job_title':null,'status':'active'} | {'job_title':'Lead','status':'frozen'} | 「张伟」：职务由「」改为「Lead」；状态由「正常」改为「已冻结」。 | “张伟”: job title from “” to “Lead”; status from “active” to “frozen”.",
                "member | updated | 张伟 | {'email':'•••'} | {'email':'•••'} | 「张伟」：邮箱有变化。 | “张伟”: e-mail address changed.",
                "member | set_aside | | | | 「x1」的数据无法识别，保持不变。 | What Feishu sent of “x1” cannot be understood and is left alone.",
                "department | added | 前端组 | | {'parent_id':'d2'} | 新增部门「前端组」，上级为「平台部」。 | Department “前端组” is added below “平台部”.",
                "department | added | 前端组 | | {'parent_id':null} | 新增部门「前端组」。 | Department “前端组” is added.",
                "department | updated | 后端组 | {'parent_id':'d2'} | {'parent_id':null} | 部门「后端组」：移到根部门。 | Department “后端组”: moves below the root.",
                "department | updated | 后端组 | {'parent_id':'d2'} | {'parent_id':'d3'} | 部门「后端组」：移到「<b>Sales</b>」。 | Department “后端组”: moves below “<b>Sales</b>”.",
                "department | updated | 后端组 | {'parent_id':'d2'} | {'parent_id':'gone'} | 部门「后端组」：移到「gone」。 | Department “后端组”: moves below “gone”.",
                "department | removed | 后端组 | | | 删除部门「后端组」。 | Department “后端组” is removed.",
            })
    void aChangeIsSaidInBothLanguages(
            String entity,
            String kind,
            @Nullable String name,
            @Nullable String before,
            @Nullable String after,
            String zh,
            String en)
            throws JsonProcessingException {
        var change = new SyncChange(entity, kind, "x1", name, document(before), document(after), null, null, null);

        var said = SENTENCES.of(change);

        assertThat(said.zh()).isEqualTo(zh);
        assertThat(said.en()).isEqualTo(en);
    }

    private static @Nullable ObjectNode document(@Nullable String text) throws JsonProcessingException {
        return text == null ? null : (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
