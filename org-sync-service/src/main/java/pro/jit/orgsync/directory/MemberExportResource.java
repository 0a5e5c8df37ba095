package pro.jit.orgsync.directory;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.MemberRepository.After;
import pro.jit.orgsync.directory.MemberRepository.Wanted;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;

/** The members of an organization as a file for a spreadsheet. */
@Path("/api/org/organizations/{organization_id}/members/export")
@RunOnVirtualThread
public class MemberExportResource {
    private static final String CSV = "text/csv; charset=UTF-8; header=present";

    /** Read and written before the next are read: nobody's memory grows with the organization, and no connection to the database waits for a slow reader. */
    private static final int PAGE = 500;

    private final Organizations organizations;
    private final MemberRepository members;
    private final Clock clock;

    MemberExportResource(Organizations organizations, MemberRepository members, Clock clock) {
        this.organizations = organizations;
        this.members = members;
        this.clock = clock;
    }

    @GET
    @Produces("text/csv")
    @RolesAllowed("members:read")
    @Operation(summary = "The same members as a CSV file (RFC 4180, UTF-8), its first line in the caller's language")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response export(
            @PathParam("organization_id") String organizationId,
            @BeanParam MemberFilter filter,
            @HeaderParam("Accept-Language") @Nullable String languages) {
        var id = OrganizationId.parse(organizationId);
        var organization = organizations.get(id);
        var wanted = filter.wanted();
        var chinese = prefersChinese(languages);
        StreamingOutput file = out -> write(out, id, wanted, chinese);
        return Response.ok(file)
                .type(CSV)
                .header("Content-Disposition", disposition(organization, chinese))
                .header("Content-Language", chinese ? "zh" : "en")
                .header("Vary", "Accept-Language")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(OutputStream out, OrganizationId id, Wanted wanted, boolean chinese) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(Csv.BYTE_ORDER_MARK);
        writer.write(Csv.line(MemberColumn.titles(chinese)));
        var after = After.NOBODY;
        List<Member> page;
        do {
            page = members.list(id, wanted, after, PAGE);
            for (var member : page) {
                writer.write(Csv.line(MemberColumn.of(member)));
                after = After.member(member);
            }
        } while (page.size() == PAGE);
        writer.flush();
    }

    private static boolean prefersChinese(@Nullable String languages) {
        if (languages == null) {
            return false;
        }
        try {
            var spoken = List.of(Locale.ENGLISH, Locale.CHINESE);
            return Locale.CHINESE.equals(Locale.lookup(Locale.LanguageRange.parse(languages), spoken));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Browsers take the second name (RFC 6266), in any language; the first is for who cannot. */
    private String disposition(Organization organization, boolean chinese) {
        var date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var name = "%s-%s-%s.csv".formatted(chinese ? "成员" : "members", fileName(organization.title()), date);
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"members-" + date + ".csv\"; filename*=UTF-8''" + encoded;
    }

    private static String fileName(String title) {
        return title.replaceAll("[\\p{Cntrl}\\\\/:*?\"<>|]", "_").strip();
    }
}
