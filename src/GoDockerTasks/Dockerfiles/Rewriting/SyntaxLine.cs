using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Decides about <c># syntax=</c>: it makes the builder pull a frontend image before anything else.</summary>
internal sealed class SyntaxLine(RewriteInput input, TextEdits edits)
{
    /// <summary>The frontend that has to be pulled all the same; null when none has.</summary>
    public string? Frontend { get; private set; }

    /// <summary>Whether the language is Docker's own, so that the file means what it seems to.</summary>
    public bool IsDockers => input.Dockerfile.IsDockers;

    public LineNote? Change { get; private set; }

    public LineNote? LeftAlone { get; private set; }

    public void Decide()
    {
        if (input.Dockerfile.Directives.FirstOrDefault(directive => directive.Name == ParserDirective.Syntax) is not { } syntax)
        {
            return;
        }

        var image = input.Dockerfile.Frontend!;
        Frontend = image;
        if (!IsDockers)
        {
            LeftAlone = new(syntax.Line, $"the frontend '{image}' may read the file in its own way");
            return;
        }

        var needed = SyntaxVersion.Needed(input.Dockerfile);
        if (image.Contains("@sha256:", StringComparison.Ordinal))
        {
            LeftAlone = new(syntax.Line, "the frontend is pinned by digest");
        }
        else if (needed <= input.BuiltInSyntax)
        {
            Drop();
            Frontend = null;
            Change = new(syntax.Line, "uses the builder's own frontend, which knows everything in this file");
        }
        else if (Mirrored(image) is { } mirror)
        {
            Replace(syntax, mirror);
            Frontend = mirror;
            Change = new(syntax.Line, $"takes the frontend from {mirror}");
        }
        else
        {
            LeftAlone = new(syntax.Line, $"the file needs syntax {needed}, the builder's own frontend has {input.BuiltInSyntax}");
        }
    }

    private string? Mirrored(string image)
    {
        var rest = image.StartsWith("docker.io/", StringComparison.Ordinal) ? image["docker.io/".Length..] : image;
        return rest.StartsWith("docker/", StringComparison.Ordinal) && input.Network.MirrorsOf("docker.io") is [var mirror, ..]
            ? $"{mirror.TrimEnd('/')}/{rest}"
            : null;
    }

    private void Replace(ParserDirective syntax, string image)
    {
        var node = input.Dockerfile.Nodes.First(node => node.Directive == syntax);
        var (start, length) = Content(node);
        edits.Replace(start, length, $"# syntax={image}");
    }

    // An ordinary comment ends the directives, so those that stay move up.
    private void Drop()
    {
        DockerfileNode[] nodes = [.. input.Dockerfile.Nodes.Where(node => node.Directive is not null)];
        string[] staying =
        [
            .. nodes.Where(node => node.Directive!.Name != ParserDirective.Syntax).Select(node =>
            {
                var (start, length) = Content(node);
                return input.Dockerfile.Text.Substring(start, length);
            }),
        ];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (start, length) = Content(nodes[i]);
            edits.Replace(start, length, i < staying.Length ? staying[i] : "#");
        }
    }

    private (int Start, int Length) Content(DockerfileNode node)
    {
        var text = input.Dockerfile.Text;
        var start = text.IndexOf('#', node.Start);
        return (start, text.AsSpan(start, node.Start + node.Length - start).TrimEnd("\r\n").Length);
    }
}
