namespace Spam.Web.Configuration;

/// <summary>How log lines look.</summary>
enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For machines.</summary>
    Json,
}
