using System.Text;
using Cake.Core;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>Keeps what was written, without colours.</summary>
internal sealed class MemoryConsole : IConsole
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => _text.Append(arg is [] ? format : string.Format(null, format, arg));

    public void WriteLine(string format, params object[] arg)
    {
        Write(format, arg);
        _text.Append('\n');
    }

    public void WriteError(string format, params object[] arg) => Write(format, arg);

    public void WriteErrorLine(string format, params object[] arg) => WriteLine(format, arg);

    public void ResetColor()
    {
    }
}
