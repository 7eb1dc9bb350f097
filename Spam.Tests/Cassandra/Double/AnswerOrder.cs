namespace Spam.Tests.Cassandra.Double;

/// <summary>In which order requests that came together are answered.</summary>
enum AnswerOrder
{
    AsAsked,
    Reversed,
    Shuffled,
}
