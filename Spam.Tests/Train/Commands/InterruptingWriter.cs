namespace Spam.Tests.Train.Commands;

/// <summary>Interrupts as soon as some words are written.</summary>
sealed class InterruptingWriter(string when, CancellationTokenSource interruption) : StringWriter
{
    public override void Write(string? value)
    {
        base.Write(value);
        Look(value);
    }

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        Look(value);
    }

    void Look(string? value)
    {
        if (value?.Contains(when, StringComparison.Ordinal) == true)
            interruption.Cancel();
    }
}
