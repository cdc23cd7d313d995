namespace GoDockerTasks.Resilience;

// What the hosts of repositories and the tools that read them say.
public static partial class FailureRules
{
    private static IEnumerable<FailureRule> VersionControl() =>
    [
        new(FailureKinds.VcsRepoNotFound, "git hosts: GitHub, GitLab, Bitbucket",
            "Repository not found", "does not exist or you do not have access",
            "you were looking for could not be found",
            "could not be found or you don't have permission", "no go-import meta tags", "returned error: 404"),
        new(FailureKinds.VcsRepoNotFound, "bzr, hg, svn", "bzr: ERROR: Not a branch", "abort: HTTP Error 404", "svn: E160013", "svn: E180001"),
        new(FailureKinds.VcsRepoNotFound, "git, go get in GOPATH mode: what is there is no repository, or not the one that was asked for",
            "fatal: remote error:", "remote origin not found")
        { Depth = FailureDepth.Wrapper },
        new(FailureKinds.VcsRepoNotFound, "go get before 1.6: without a reason", "unrecognized import path \"")
        { Action = FailureActions.FixGomod, Depth = FailureDepth.Consequence, Pattern = NothingButImportPath() },
        new(FailureKinds.VcsRepoNotFound, "git: http.c 404",
            "fatal: repository", "fatal: remote error")
        { All = ["not found"] },
        new(FailureKinds.VcsAuth, "git: credential.c, ssh, GitHub, GitLab",
            "could not read Username", "could not read Password", "Permission denied (publickey",
            "Host key verification failed",
            "terminal prompts disabled", "Authentication failed for", "Invalid username or password",
            "Invalid username or token", "returned error: 403", "returned error: 401",
            "HTTP Basic: Access denied", "password authentication was removed", "Bad credentials",
            "user interactivity has been disabled",
            "ssh: handshake failed", "Permission denied, please try again", "enabled or enforced SAML SSO",
            "Write access to repository not granted",
            "remote: Invalid credentials", "remote: Access denied", "no such identity:", "no key alternatives",
            "Access denied and repository", "invalid empty ssh agent socket", "denied to deploy key"),
        new(FailureKinds.VcsAuth, "hg, svn",
            "abort: http authorization required", "abort: authorization failed", "abort: HTTP Error 40", "svn: E170001", "svn: E215004"),
        new(FailureKinds.VcsNetwork, "git: http.c 5xx; go get -v of a vanity host",
            "returned error: 5", "HTTP code = 5", "(status code 5", "abort: HTTP Error 5"),
        new(FailureKinds.VcsNetwork, "hg, bzr, svn: transport; git: what a cut connection leaves",
            "abort: error: ", "bzr: ERROR: Connection error", "bzr: ERROR: Invalid http response", "svn: E000", "svn: E120", "svn: E175",
            "bad pack header", "shallow file has changed", "expected flush after ref listing"),
        new(FailureKinds.VcsNetwork, "glide: neither the go-import page nor a repository was reached", "Cannot detect VCS", "Unable to get repository")
        { Depth = FailureDepth.Wrapper },
        new(FailureKinds.CacheCorrupt, "git: a repository in GOMODCACHE/cache/vcs that a killed git left behind",
            ".lock': File exists", "is corrupt", "fatal: not a git repository")
        { Pattern = BrokenRepository() },
        new(FailureKinds.VcsAuth, "git: connect.c, after what the server said",
            "Could not read from remote repository", "make sure you have the correct access rights")
        { Depth = FailureDepth.Wrapper },
        new(FailureKinds.MissingTool, "go: modfetch/codehost runs git",
            "executable file not found in $PATH", "executable file not found in %PATH%"),
        new(FailureKinds.MissingTool, "git without curl", "Unable to find remote helper for"),
        new(FailureKinds.MissingTool, "git that is older than the flags that go gives it", "fatal: unrecognized argument: --"),
    ];
}
