using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class GoRunDetectorTests
{
    [TestCase("go build ./...")]
    [TestCase("cd /src && CGO_ENABLED=0 GOOS=linux go build")]
    [TestCase("/usr/local/go/bin/go test ./...")]
    [TestCase("$GOROOT/bin/go vet")]
    [TestCase("go1.22.3 list")]
    [TestCase("go -C /src build")]
    [TestCase("set -eux; if [ -f go.mod ]; then go mod download; fi")]
    [TestCase("for d in a b; do (cd $d && go generate) || exit 1; done")]
    [TestCase("time -f %e go build")]
    [TestCase("sudo -u app env A=1 go run .")]
    [TestCase("timeout 60 go test")]
    [TestCase("bash -o pipefail -ec 'go test | tee log'")]
    [TestCase("sh -c \"go build -ldflags=\\\"-X main.v=1\\\"\"")]
    [TestCase("V=`go list -m`; echo $V")]
    [TestCase("echo \"$(go tool nm app)\" >/dev/null 2>&1")]
    [TestCase("find . -name '*.go' | xargs -n 1 go vet")]
    [TestCase("ls */go.mod | xargs -r -a list sh -c 'go vet'")]
    [TestCase("eval \"go build -o /out ./cmd\"")]
    [TestCase("eval CGO_ENABLED=0 go build")]
    [TestCase("find . -name go.mod -execdir go build ./... ';'")]
    [TestCase("find . -name '*.go' -exec gofmt -l {} \\; -exec sh -c 'go vet {}' \\;")]
    [TestCase("go build>log 2>&1")]
    [TestCase("true;go build")]
    public void Go_is_found_wherever_a_command_can_stand(string script) =>
        Detect(script).Certainty.Should().Be(GoCertainty.Runs);

    [TestCase("make")]
    [TestCase("make -C /src build")]
    [TestCase("./build.sh")]
    [TestCase("sh scripts/build")]
    [TestCase(". ./env && mage")]
    [TestCase("golangci-lint run")]
    [TestCase("/src/hack/update")]
    [TestCase("goreleaser build --snapshot")]
    public void What_may_call_go_is_told_apart(string script) =>
        Detect(script).Certainty.Should().Be(GoCertainty.May);

    [TestCase("echo go build")]
    [TestCase("eval echo go build")]
    [TestCase("find go -exec ls {} +")]
    [TestCase("apk add go make")]
    [TestCase("go version && go env")]
    [TestCase("rm -rf go && mkdir go")]
    [TestCase("# go build")]
    [TestCase("cat > go <build")]
    [TestCase("./bin/x=1")]
    [TestCase("")]
    public void What_does_not_run_go_is_not_taken_for_it(string script) =>
        Detect(script).Certainty.Should().NotBe(GoCertainty.Runs);

    [TestCase("go install example.com/x@latest", "go.sum does not name")]
    [TestCase("go run example.com/x@v1.2.3", "go.sum does not name")]
    [TestCase("go get example.com/x", "go get")]
    [TestCase("go mod tidy", "tidy")]
    [TestCase("go build -mod=mod ./...", "-mod=mod")]
    [TestCase("go list -m -u all", "go list -u")]
    public void What_needs_more_than_the_sums_is_named(string script, string says) =>
        Detect(script).AsksForMore.Should().Contain(says);

    [TestCase("go install example.com/x@v1.2.3", true)]
    [TestCase("go install example.com/x@v1.2.3 example.com/y@v0.0.0-20250318094512-3f1c8a7be2d4 && go build ./...", true)]
    [TestCase("go install example.com/x@v1.2", false)]
    [TestCase("go install example.com/x@v1.2.3 example.com/y@latest", false)]
    [TestCase("go run example.com/x@v1.2.3 && go mod tidy", false)]
    [TestCase("go install example.com/x@v1.2.3 && make", false)]
    [TestCase("go build ./...", false)]
    public void Tools_at_exact_versions_are_told_from_what_looks_for_newer_ones(string script, bool exact) =>
        Detect(script).AsksForExactVersions.Should().Be(exact);

    [TestCase("go install ./...")]
    [TestCase("go mod download")]
    [TestCase("go test -run @x ./...")]
    [TestCase("go build -ldflags '-X a@b=c'")]
    public void What_needs_only_the_sums_is_not(string script) =>
        Detect(script).AsksForMore.Should().BeNull();

    [Test]
    public void Commands_within_commands_are_followed_only_so_far() =>
        Detect(string.Join(" -exec ", Enumerable.Repeat("find .", 20_000))).Certainty.Should().Be(GoCertainty.No);

    private static GoUsage Detect(string script) =>
        GoRunDetector.Detect((RunInstruction)Dockerfile.Read($"FROM x\nRUN {script}\n").Instructions[1]);
}
