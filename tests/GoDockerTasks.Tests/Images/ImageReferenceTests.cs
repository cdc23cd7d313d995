using GoDockerTasks.Images;

namespace GoDockerTasks.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestCase("golang", "docker.io", "library/golang", "latest", null)]
    [TestCase("golang:1.24-alpine", "docker.io", "library/golang", "1.24-alpine", null)]
    [TestCase("docker.io/library/golang:1", "docker.io", "library/golang", "1", null)]
    [TestCase("index.docker.io/golang:1", "docker.io", "library/golang", "1", null)]
    [TestCase("org/tool", "docker.io", "org/tool", "latest", null)]
    [TestCase("gcr.io/distroless/static-debian12:nonroot", "gcr.io", "distroless/static-debian12", "nonroot", null)]
    [TestCase("127.0.0.1:5000/a/b/c:x", "127.0.0.1:5000", "a/b/c", "x", null)]
    [TestCase("localhost/a", "localhost", "a", "latest", null)]
    [TestCase("golang@" + Digest, "docker.io", "library/golang", null, Digest)]
    [TestCase("golang:1.24@" + Digest, "docker.io", "library/golang", "1.24", Digest)]
    public void References_are_taken_apart_as_docker_does(
        string text, string registry, string repository, string? tag, string? digest) =>
        ImageReference.Parse(text).Should().Be(new ImageReference(registry, repository, tag, digest));

    [TestCase("docker.io/library/golang:latest", "golang")]
    [TestCase("golang:1.24", "golang:1.24")]
    [TestCase("gcr.io/distroless/static", "gcr.io/distroless/static")]
    [TestCase("docker.io/org/tool:1", "org/tool:1")]
    [TestCase("golang:1.24@" + Digest, "golang:1.24@" + Digest)]
    public void BuildKit_looks_for_a_named_context_under_the_familiar_name(string text, string name) =>
        ImageReference.Parse(text).ContextName.Should().Be(name);

    [TestCase("golang:1.24", "mirror.example.com", "mirror.example.com/library/golang:1.24")]
    [TestCase("golang:1.24", "mirror.example.com/hub/", "mirror.example.com/hub/library/golang:1.24")]
    [TestCase("golang:1.24@" + Digest, "127.0.0.1:5000", "127.0.0.1:5000/library/golang:1.24@" + Digest)]
    public void A_mirror_keeps_path_tag_and_digest(string text, string mirror, string mirrored) =>
        ImageReference.Parse(text).In(mirror).ToString().Should().Be(mirrored);
}
