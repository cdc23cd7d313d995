namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>Dockerfiles in the variety of public repositories.</summary>
internal static class DockerfileCases
{
    private const string Final = "\nFROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT [\"/app\"]\n";

    /// <summary>Those that stand for the others in every run.</summary>
    public static IReadOnlyList<DockerfileCase> Few { get; } =
    [
        new("everything is copied first", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD [\"/app\"]\n"),
        new("the module cache is copied from a stage", "FROM BASE AS deps\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM BASE\nCOPY --from=deps /go/pkg/mod /go/pkg/mod\nWORKDIR /src\nCOPY . .\nRUN GOFLAGS=-mod=mod GOPROXY=off go build -o /app .\n"),
        new("a target in the middle", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM build AS check\nRUN go vet ./...\nLABEL checked=yes{Final}") { Target = "check" },
        new("go env -w", "FROM BASE\nWORKDIR /src\nRUN go env -w GOFLAGS=-trimpath CGO_ENABLED=0\nCOPY . .\nRUN go build -o /app .\n"),
        new("a tool is installed by version", "FROM BASE\nENV GONOSUMDB=example.test\nRUN go install example.test/tool@v1.2.0\nWORKDIR /src\nCOPY . .\nRUN tool && go build -o /app .\n") { NeedsProxy = true },
    ];

    /// <summary>All others.</summary>
    public static IReadOnlyList<DockerfileCase> Rest { get; } =
    [
        new("go.mod comes first", $"FROM BASE AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/app .{Final}"),
        new("the final image runs go run", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go mod download\nCMD [\"go\", \"run\", \".\"]\n"),
        new("GOPRIVATE is set", $"FROM BASE AS build\nENV GOPRIVATE=git.example.com/*\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("an ignored .env", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN [ ! -e .env ] && go build -o /out/app .{Final}"),
        new("caches of its own", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -o /out/app .{Final}"),
        new("a heredoc", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN <<EOF\nset -e\ngo mod verify\ngo build -o /out/app .\nEOF{Final}"),
        new("another user", "FROM BASE\nWORKDIR /home/app/src\nRUN chown app /home/app/src\nUSER app\nCOPY --chown=app . .\nRUN go build -o /home/app/service .\nENTRYPOINT [\"/home/app/service\"]\n"),
        new("GOPATH is moved", "FROM BASE\nENV GOPATH=/gopath\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n"),
        new("GOMODCACHE is moved", "FROM BASE\nENV GOMODCACHE=/modules\nWORKDIR /src\nCOPY . .\nRUN go build -o /app . && ls /modules/example.test > /list\n"),
        new("GOCACHE is moved", $"FROM BASE AS build\nENV GOCACHE=/tmp/build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("HOME is moved", $"FROM BASE AS build\nENV HOME=/tmp\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("GOFLAGS in ENV", $"FROM BASE AS build\nENV GOFLAGS=\"-trimpath -mod=readonly\" CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("vendored in the build", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go mod vendor && go build -mod=vendor -o /out/app .{Final}"),
        new("go mod tidy", "FROM BASE\nENV GONOSUMDB=example.test\nWORKDIR /src\nCOPY . .\nRUN go mod tidy && go build -o /app .\n"),
        new("modules are verified", $"FROM BASE AS build\nWORKDIR /src\nCOPY go.* ./\nRUN go mod download && go mod verify\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("JSON form", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN [\"go\", \"build\", \"-o\", \"/out/app\", \".\"]{Final}"),
        new("sh -c", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN sh -c 'go vet . && go build -o /out/app .'{Final}"),
        new("a script", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN sh ./build.sh{Final}"),
        new("continued lines with comments", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go mod download \\\n  # the build\n\n  && go build \\\n  -o /out/app .{Final}"),
        new("another escape", "# escape=`\nFROM BASE\nWORKDIR /src\nCOPY . .\nRUN go build `\n  -o /app .\n"),
        new("CRLF", "FROM BASE\r\nWORKDIR /src\r\nCOPY . .\r\nRUN go build -o /app .\r\n"),
        new("lower case", "from BASE as build\nworkdir /src\ncopy . .\nrun go build -o /out/app .\nfrom scratch\ncopy --from=build /out/app /app\n"),
        new("stages by number", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM scratch\nCOPY --from=0 /out/app /app\n"),
        new("a stage upon a stage", $"FROM BASE AS deps\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM deps AS build\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("two binaries from two stages", "FROM BASE AS source\nWORKDIR /src\nCOPY . .\nFROM source AS one\nRUN go build -o /out/one .\nFROM source AS two\nRUN go build -tags two -o /out/two .\nFROM scratch\nCOPY --from=one /out/one /\nCOPY --from=two /out/two /\n"),
        new("args before FROM", $"ARG IMAGE=BASE\nFROM ${{IMAGE}} AS build\nARG VERSION=dev\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags \"-X main.version=$VERSION\" -o /out/app .{Final}"),
        new("a build arg", $"FROM BASE AS build\nARG VERSION\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags \"-X main.version=$VERSION\" -o /out/app .{Final}") { Arguments = ["--build-arg", "VERSION=7"] },
        new("the builder's platform", $"FROM --platform=$BUILDPLATFORM BASE AS build\nARG TARGETOS TARGETARCH\nWORKDIR /src\nCOPY . .\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .{Final}"),
        new("the source is mounted", $"FROM BASE AS build\nWORKDIR /src\nRUN --mount=type=bind,target=. go build -o /out/app .{Final}"),
        new("go.mod is mounted", $"FROM BASE AS build\nWORKDIR /src\nRUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum go mod download\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("caches are removed", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go build -o /app . && go clean -cache -modcache && rm -rf /root/.cache\n"),
        new("the whole build stage is copied", "FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM BASE\nCOPY --from=build / /all\n"),
        new("modules are looked at", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go mod download && ls -R /go/pkg/mod/example.test > /list && go build -o /app .\n"),
        new("modules are listed", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go list -m all > /modules.txt && go build -o /app .\n"),
        new("go install of its own", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go install .\nCMD [\"app\"]\n"),
        new("a proxy in ENV", $"FROM BASE AS build\nENV GOPROXY=PROXY\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("a proxy in the base image", $"FROM BASE AS build\n\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}") { BaseNamesProxy = true },
        new("a proxy in the base image, which becomes the image", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n") { BaseNamesProxy = true, NeedsProxy = true },
        new("a proxy in the command", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN GOPROXY=PROXY go build -o /out/app .{Final}"),
        new("a proxy in an ARG", $"FROM BASE AS build\nARG GOPROXY=PROXY\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("a proxy by go env -w", $"FROM BASE AS build\nWORKDIR /src\nRUN go env -w GOPROXY=PROXY\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("GOENV is off", $"FROM BASE AS build\nENV GOENV=off\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("another shell", $"FROM BASE AS build\nSHELL [\"/bin/sh\", \"-exc\"]\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("ONBUILD", "FROM BASE\nONBUILD RUN go build .\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n"),
        new("a health check and more", "FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nEXPOSE 8080/tcp\nVOLUME /data\nSTOPSIGNAL SIGINT\nHEALTHCHECK --interval=5s CMD [\"/app\"]\nLABEL a=b\nUSER 65532:65532\nCMD [\"/app\"]\n"),
        new("COPY --link", $"FROM BASE AS build\nWORKDIR /src\nCOPY --link . .\nRUN go build -o /out/app .\nFROM scratch\nCOPY --link --from=build /out/app /app\n"),
        new("ADD", $"FROM BASE AS build\nWORKDIR /src\nADD . /src\nRUN go build -o /out/app .{Final}"),
        new("a file from a heredoc", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nCOPY <<EOF extra.go\npackage main\n\nvar extra = 1\nEOF\nRUN go build -o /out/app .{Final}"),
        new("a stage that nothing needs", $"FROM nothing.invalid/lint AS lint\nRUN golangci-lint run\nFROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .{Final}"),
        new("a number as user", "FROM BASE\nWORKDIR /tmp/src\nENV HOME=/tmp\nUSER 1000:1000\nCOPY . .\nRUN go build -o /tmp/app .\n"),
        new("built and tested", $"FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go test ./... && go build -o /out/app .{Final}"),
        new("go -C", "FROM BASE\nCOPY . /src\nRUN go -C /src build -o /app .\n"),
        new("left alone by its user", "FROM BASE\nWORKDIR /src\nCOPY . .\n# godocker:off as an example\nRUN go build -o /app .\n") { NeedsProxy = true },
    ];
}
