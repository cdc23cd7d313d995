using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

// The patterns that words alone cannot express. None of them can backtrack far: lines are short and repetitions are of one class.
public static partial class FailureRules
{
    [GeneratedRegex(@"(?:^|[:(（\]] ?)(?:write error: )?(?:no space left|disk quota|there is not enough space|磁盘空间不足|设备上没有空间|\[Errno 28\])", RegexOptions.IgnoreCase)]
    private static partial Regex AfterColon();

    [GeneratedRegex(@"(?:/pkg/mod|go-build|/\.cache|mod/cache|GOCACHE|GOMODCACHE|mkdir /go\b|cannot open '?FETCH_HEAD|mkdir /nonexistent|/go/pkg|/go/bin)")]
    private static partial Regex CachePath();

    [GeneratedRegex(@"\w\.sock""?:? .*(?:permission denied|no such file|connection refused|cannot connect)|(?:permission denied|no such file).*\w\.sock\b", RegexOptions.IgnoreCase)]
    private static partial Regex SocketFailure();

    [GeneratedRegex(@"(?:Get|Head|Post|Put) ""?https?:[^""\s]+""?: (?:Forbidden|Bad Gateway|Service Unavailable|Gateway Time-?out)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BareStatusAfterUrl();

    [GeneratedRegex(@"\blookup [\w.-]+(?: on |: )|\b(?:read|dial|write) udp\b|\]:53\b|:53: |getaddrinfow")]
    private static partial Regex LookupOrUdp();

    [GeneratedRegex(@"The certificate of \S+ (?:has expired|is not yet activated)")]
    private static partial Regex WgetExpired();

    [GeneratedRegex(@"The certificate of \S+ (?:is not trusted|does(?:n't| not) have a known issuer|hasn't got a known issuer|has been revoked)|cannot verify \S+ certificate")]
    private static partial Regex WgetUntrusted();

    [GeneratedRegex(@"^(?:E|W|Err:\d+)[: ]")]
    private static partial Regex AptLine();

    [GeneratedRegex(@"^(?:ERROR|WARNING): (?:https?://\S+|Ignoring \S+|\S+-r\d+|[\w.+-]+: ).*(?:IO ERROR|network|timed out|BAD|UNTRUSTED|No such file|unexpected end|package mentioned in index not found|HTTP \d|try again later|remote server returned error)")]
    private static partial Regex ApkFailure();

    [GeneratedRegex(@"unable to access '?[^']*'?: (?:Failed to connect|Connection|Operation timed|Operation too slow|Recv failure|Send failure|transfer closed|Empty reply|SSL|OpenSSL|LibreSSL|GnuTLS|gnutls|Encountered end|The requested URL returned error: 5|HTTP/2|Unknown SSL|error:|TLS connect|Network|Timed out|Couldn't connect|Could not connect)|unable to connect to", RegexOptions.IgnoreCase)]
    private static partial Regex GitTransport();

    [GeneratedRegex(@"\b(?:dial|read|write|connectex|connect|wsarecv|wsasend)\b|https?:/|proxy|Post |Get |Head |registry", RegexOptions.IgnoreCase)]
    private static partial Regex Connection();

    [GeneratedRegex(@"(?:Get|Post|Head|Put|Patch|read|reading|fetching|from|do request)\W.*https?:/[^:]*.*: EOF\b|\bhttps?:/\S+: EOF\b")]
    private static partial Regex EofAfterUrl();

    [GeneratedRegex(@"\bread tcp \S+->\S+ (?:read: )?i/o timeout|read ""https?:/[^""]+"".*i/o timeout")]
    private static partial Regex ReadTimeout();

    [GeneratedRegex(@"\b(?:read|write) tcp \S+->\S+ (?:read|write): \w")]
    private static partial Regex ConnectionBroke();

    [GeneratedRegex(@"\bdial tcp \S+ connect: \w")]
    private static partial Regex ConnectFailed();

    [GeneratedRegex(@"https?:/\S+.*context deadline exceeded|failed to do request|Client\.Timeout")]
    private static partial Regex DeadlineAfterUrl();

    [GeneratedRegex(@": (?:no response|context deadline exceeded|unexpected EOF|EOF)\b")]
    private static partial Regex NoResponse();

    [GeneratedRegex(@"^(?:unexpected )?EOF\s*$")]
    private static partial Regex NothingButEof();

    [GeneratedRegex(@"https?:/{1,2}[^/\s""]+/v2/|registry|oauth token|anonymous token|source metadata|load metadata|failed to (?:do request|authorize|copy|push|solve|pull|resolve)|docker\.io|Error response from daemon|manifest|httpReadSeeker|unknown type text/html", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryWords();

    [GeneratedRegex(@"^(?:#\d+ )?denied: \w|\bput manifest \S+: denied$|\b(?:blob|manifest|repository|registry|bearer token)\b.* 40[13] \((?:Unauthorized|Forbidden)\)|^(?:#\d+ )?(?:> )?error: (?:[\w =]+: )*(?:[\w ]+ = )*unexpected status: 40[13]\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryRefusal();

    [GeneratedRegex(@"unexpected status(?: code| from \S+ request to)?:? (?!\()(?:\[[^\]]*\]: |\S*: )?5\d\d\b|failed with status code \[[^\]]*\]: 5\d\d\b|unknown: (?:unknown error|internal|Service)", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryServerError();

    [GeneratedRegex(@"pull access denied for [""']?(?:docker\.io/library/)?[^/\s""',]+[""']?[, ]|docker\.io/library/[^/\s]+: pull access denied|(?:solve|target \S+): [\w-]+(?::[\w.-]+)?: pull access denied|/v2/library/[^/\s]+/manifests/\S+: unauthorized: authentication required", RegexOptions.IgnoreCase)]
    private static partial Regex OfficialImageDenied();

    [GeneratedRegex(@"^(?!(?:ba|da|a)?sh: ).*(?:manifest for \S+ not found|source metadata for \S+: .*not found|(?:docker\.io|[a-z0-9-]+\.[a-z0-9.-]+(?::\d+)?)/\S+(?::|:[\w.-]+|@sha256:[0-9a-f]+:?) not found|failed to resolve reference .*not found|content at https?:\S+ not found|failed with status code \[manifests [^\]]*\]: 404|(?:tag|image|repository) \S+ not found|No such image)", RegexOptions.IgnoreCase)]
    private static partial Regex ReferenceNotFound();

    [GeneratedRegex(@"download go1|toolchain|GOTOOLCHAIN|go1\.\d+ is a language version", RegexOptions.IgnoreCase)]
    private static partial Regex ToolchainWords();

    [GeneratedRegex(@"cannot find ""go1\.[\w.]+"" in PATH|golang\.org/toolchain@.*(?:: 404|: 410|GOSUMDB=off)", RegexOptions.IgnoreCase)]
    private static partial Regex ToolchainNotFound();

    [GeneratedRegex(@"https?:/[^\s""]*(?:""?\)?: :? ?|""? :? ?|\) )(?:\d{3} [A-Za-z]|\d{3}$|\d{3}\b)|unexpected status \(|server response: \d{3}|/@(?:v/[^\s""]+|latest): \d{3} [A-Z]")]
    private static partial Regex StatusAfterUrl();

    [GeneratedRegex(@"https?:/[^\s""]*""?\)?: \d{3}\b|unexpected status \(|insecure URL")]
    private static partial Regex StatusAfterUrlOrCredentials();

    [GeneratedRegex(@"https?:/[^\s""]*""?\)?: 30\d\b|stopped after 10 redirects")]
    private static partial Regex StatusAfterUrlOrRedirects();

    [GeneratedRegex(@"\bunzip \S|cache/download/\S+\.zip: |/pkg/mod/cache/\S+: zip")]
    private static partial Regex UnzipOfCache();

    [GeneratedRegex(@"could not import .*go-build/\S+: no such file")]
    private static partial Regex MissingCacheEntry();

    [GeneratedRegex(@"unrecognized import path ""[^""\s]+""\s*$")]
    private static partial Regex NothingButImportPath();

    [GeneratedRegex(@"/pkg/mod/\S+@v\d")]
    private static partial Regex FileOfModuleCache();

    [GeneratedRegex(@"(?:package |import path ""|package ""|module path ""|cannot load )(?:slices|maps|cmp|iter|unique|weak|structs|embed|io/fs|log/slog|math/rand/v2|net/netip|testing/(?:fstest|slogtest|synctest)|crypto/(?:ecdh|mlkem|hkdf|pbkdf2|sha3|fips140)|encoding/json/v2|runtime/(?:metrics|coverage|cgo)|debug/buildinfo|hash/maphash|time/tzdata|context|arena|math/bits|crypto/ed25519|encoding/json/jsontext|go/version)\b(?:"" in any|"": missing dot|"" \(import path does not|"": import path does not| is not in|[:;]|""?\s*$)")]
    private static partial Regex NewStandardPackage();

    [GeneratedRegex(@"defined: -(?:mod|modcacherw|modfile|buildvcs|trimpath|pgo|overlay|workfile|asan|msan|vet|fuzz|shuffle|compat|reuse|coverpkg|C)\b")]
    private static partial Regex NewGoFlag();

    [GeneratedRegex(@"missing \S+go\.mod (?:and \S+ )?at revision|\bmissing \S+go\.mod and ")]
    private static partial Regex MissingAtRevision();

    [GeneratedRegex(@"@v\S+ requires \S+@\S+, (?:not|but) \S+@")]
    private static partial Regex RequiresAnother();

    [GeneratedRegex(@"/cache/vcs/|loose object \w+.* is corrupt|packed object \w+.* is corrupt|(?:shallow|index|HEAD|config|packed-refs)\.lock': File exists")]
    private static partial Regex BrokenRepository();

    [GeneratedRegex(@"\b(?:git|hg|mercurial|bzr|bazaar|svn|subversion|gcc|clang|protoc|make|docker-buildx) is not installed", RegexOptions.IgnoreCase)]
    private static partial Regex ToolNotInstalled();

    [GeneratedRegex(@"unrecognized command[- ]line option ['‘’""“]-(?:m|arch)|(?:unsupported option|unknown argument:) '-(?:arch|m)|^\S+\.[sS]: Assembler messages:|unrecogni[sz]ed emulation mode")]
    private static partial Regex OtherTarget();

    [GeneratedRegex(@"with sum (?<sum>h1:\S+); expected sum \k<sum>")]
    private static partial Regex SameSum();

    [GeneratedRegex(@"^(?:\.{0,2}/)?(?:[\w@!+.-]+/)*[\w.+-]+\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm):\d+(?::\d+)?: (?:fatal )?error: ")]
    private static partial Regex CError();

    [GeneratedRegex(@"\bmissing ""?[\w-]+""? command\b", RegexOptions.IgnoreCase)]
    private static partial Regex MissingCommand();

    [GeneratedRegex(@"^go(?: get| install| build| mod download)?: (?:[\w.~/+-]+@[^\s:]+: )+[^\s:].*[^:\s]\s*$")]
    private static partial Regex ModuleForAnyReason();

    [GeneratedRegex(@"not found|no such file|does not exist|no source files|cannot find|forbidden path|excluded by|too many links|file does not exist", RegexOptions.IgnoreCase)]
    private static partial Regex NotThere();

    [GeneratedRegex(@"dockerfile|instruction|build stage|argument|--mount|mount|should not be blank|stage|heredoc|source image|reference|failed to process|platform|destination|repository name|modifier|context path", RegexOptions.IgnoreCase)]
    private static partial Regex DockerfileWords();

    [GeneratedRegex(@"target stage .* could not be found|failed to reach build target|path "".*"" not found|unable to prepare context: (?:path|unable|The Dockerfile)", RegexOptions.IgnoreCase)]
    private static partial Regex StageOrPathNotFound();

    // Docker 1.x stamps its own errors; what a RUN prints has no stamp.
    [GeneratedRegex(@"^(?:(?:(?:INFO|FATA)\[\d+\]|\d{4}/\d\d/\d\d [\d:]{8}) (?:l?stat )?|(?:ERROR: |Error response from daemon: )?(?:failed to solve: )?lstat )\S+: no such file or directory\s*$")]
    private static partial Regex SourceNotThere();

    [GeneratedRegex(@"\b(?:open|l?stat|CreateFile) \S*(?:Docker|Container)file[\w.-]*: (?:no such file|The system cannot find the)", RegexOptions.IgnoreCase)]
    private static partial Regex DockerfileNotThere();

    [GeneratedRegex(@"\.go:\d+|stat \S+|pattern \S+|\S+: directory not found")]
    private static partial Regex GoFileOrFolder();

    [GeneratedRegex(@"(?:^|[/\s])(?:ba|z|da|a)?sh: |exec: |caused ""exec|make: |^env: |line \d+: |runc|OCI|\[\d+\]: ")]
    private static partial Regex ShellOrExec();

    [GeneratedRegex(@"^(?:/bin/|/usr/bin/)?(?:ba|da|a)?sh: (?:line )?(?:\d+: )?[\w./-]+: not found$|^/[\w./-]+: (?:line )?\d+: [\w./-]+: not found$")]
    private static partial Regex ShellNotFound();

    [GeneratedRegex(@"fatal error: [\w./+-]+\.h(?:pp)?: No such file|cannot find -l|library not found for -l")]
    private static partial Regex MissingHeader();

    [GeneratedRegex(@"^FAIL[\t ]+\S+[\t ]+(?:\(cached\)[\t ]*)?\d+(?:\.\d+)?s\b")]
    private static partial Regex FailedPackage();

    // A file with line and column, or the column missing as Go before 1.9 printed it; and no word of the loader's, which puts
    // the importing file in front of its own errors.
    [GeneratedRegex(
        """
        ^(?:vet:\ )?(?:[A-Za-z]:\\|\.{0,2}[/\\])?(?:[\w@!+.-]+[/\\])*[\w.-]+\.go:\d+:
        (?!.*(?:https?:/|@v\d|zip:|go\.sum|no\ required\ module|cannot\ find\ (?:package|module)|is\ not\ in\ (?:GOROOT|std)|requires\ go|no\ matching\ files|cannot\ embed|module\ lookup|import\ lookup|ambiguous\ import|unknown\ revision|at\ revision|exit\ status|no\ such\ file))
        (?:\d+:\ |\ .*(?:undefined|undeclared|cannot|syntax\ error|not\ used|redeclared|too\ many|not\ enough|missing|invalid|mismatched|unexpected|does\ not|has\ no|assignment|imported))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CompilerLine();

    [GeneratedRegex(@"^(?:ERROR|error|Error)\b.*(?:: EOF|context canceled)$|failed to (?:solve|receive).*(?:: EOF|context canceled)|status stream.*EOF")]
    private static partial Regex SolveEnded();
}
