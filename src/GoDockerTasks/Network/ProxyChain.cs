using System.Text;

namespace GoDockerTasks.Network;

/// <summary>A GOPROXY list: where Go asks for modules, in which order, and when it moves on.</summary>
/// <param name="Elements">The elements in order.</param>
/// <remarks>See https://go.dev/ref/mod#goproxy-protocol. The separator after an element decides about its failures.</remarks>
public sealed record ProxyChain(IReadOnlyList<ProxyElement> Elements)
{
    /// <summary>Gets Go's own default.</summary>
    public static ProxyChain GoDefault { get; } =
        new([new("https://proxy.golang.org", ProxyFallback.WhenMissing), new(ProxyElement.Direct)]);

    /// <summary>Reads a list as Go does; empty elements are skipped.</summary>
    /// <param name="text">The list, such as <c>https://a.example|https://b.example,direct</c>.</param>
    /// <returns>The chain; empty when the text has no element.</returns>
    public static ProxyChain Parse(string text)
    {
        List<ProxyElement> elements = [];
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not (',' or '|'))
            {
                continue;
            }

            var element = text[start..i].Trim();
            start = i + 1;
            if (element.Length > 0)
            {
                var pipe = i < text.Length && text[i] == '|';
                elements.Add(new(element, pipe ? ProxyFallback.WhenFailing : ProxyFallback.WhenMissing));
            }
        }

        return new(elements);
    }

    /// <summary>Gives the elements from one on between which Go moves on after any failure; without pipes that is the one alone.</summary>
    /// <param name="start">The first of them.</param>
    /// <returns>At least one element; only proxies, unless it is one.</returns>
    public IReadOnlyList<ProxyElement> RunOfPipes(int start)
    {
        var end = start;
        while (end < Elements.Count - 1 && Elements[end] is { IsProxy: true, Fallback: ProxyFallback.WhenFailing } && Elements[end + 1].IsProxy)
        {
            end++;
        }

        return [.. Elements.Skip(start).Take(end - start + 1)];
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Elements.Count; i++)
        {
            text.Append(Elements[i].Address);
            if (i < Elements.Count - 1)
            {
                text.Append(Elements[i].Fallback == ProxyFallback.WhenFailing ? '|' : ',');
            }
        }

        return text.ToString();
    }
}
