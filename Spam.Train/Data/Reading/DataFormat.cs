namespace Spam.Train.Data.Reading;

/// <summary>How a data set is written down.</summary>
enum DataFormat
{
    /// <summary>Comma separated, quoted as in RFC 4180; the first row names the columns.</summary>
    Csv,

    /// <summary>The same with tabs between the fields.</summary>
    Tsv,

    /// <summary>A JSON object a line.</summary>
    JsonLines,

    /// <summary>fastText's: a line is <c>__label__a __label__b text</c>.</summary>
    FastText,

    /// <summary>That of the UCI SMS Spam Collection: a line is a label, a tab and a text; no header, and quotes are data.</summary>
    Sms,

    /// <summary>A folder with a folder for each label, in which each file is a text.</summary>
    Folder,
}
