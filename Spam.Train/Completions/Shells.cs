using System.Text;

namespace Spam.Train.Completions;

/// <summary>Completion scripts for shells. They need no other script and do not start the program: all words stand in them.</summary>
static class Shells
{
    /// <summary>The name of the tool.</summary>
    public const string Tool = "spam-train";

    /// <summary>The shells.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell, one of <see cref="Names"/>.</summary>
    public static string Script(string shell, IReadOnlyList<CompletedCommand> commands) => (shell switch
    {
        "bash" => Bash(commands),
        "zsh" => Zsh(commands),
        "fish" => Fish(commands),
        _ => PowerShell(commands),
    }).ReplaceLineEndings("\n");

    // What comes after an option that takes a value: "command option" with its words and whether files fit.
    static IEnumerable<(string Place, string Words, bool TakesFile)> Values(IReadOnlyList<CompletedCommand> commands)
        => commands.SelectMany(command => command.Options.Where(option => option.TakesValue)
            .Select(option => ($"{command.Name} {option.Name}", string.Join(' ', option.Values), option.TakesFile)));

    static string NamesOf(IEnumerable<CompletedCommand> commands) => string.Join(' ', commands.Select(command => command.Name));

    static string OptionsOf(CompletedCommand command) => string.Join(' ', command.Options.Select(option => option.Name));

    static string Bash(IReadOnlyList<CompletedCommand> commands)
    {
        var values = new StringBuilder();
        foreach (var (place, words, takesFile) in Values(commands))
            values.Append($"        '{place}') words='{words}'; files={(takesFile ? 1 : 0)} ;;\n");
        var options = new StringBuilder();
        foreach (var command in commands)
            options.Append($"            {command.Name}) options='{OptionsOf(command)}'; words='{string.Join(' ', command.Words)}' ;;\n");
        return $$"""
            # bash completion of {{Tool}}: eval "$({{Tool}} completion bash)"
            _spam_train() {
                local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}" words='' options='' files=1
                COMPREPLY=()
                if [[ $current == '=' ]]; then
                    current=''
                elif [[ $previous == '=' ]]; then
                    previous="${COMP_WORDS[COMP_CWORD-2]}"
                fi
                if [[ $COMP_CWORD -eq 1 && $current != -* ]]; then
                    COMPREPLY=($(compgen -W '{{NamesOf(commands)}}' -- "$current"))
                    return
                fi
                if [[ $command == -* ]]; then
                    command=train
                fi
                case "$command $previous" in
            {{values}}        *)
                    case "$command" in
            {{options}}        esac
                    if [[ $current == -* ]]; then
                        words=$options
                    fi
                    if [[ -n $words ]]; then
                        files=0
                    fi ;;
                esac
                COMPREPLY=($(compgen -W "$words" -- "$current"))
                if [[ $files -eq 1 ]]; then
                    local file
                    while IFS= read -r file; do
                        COMPREPLY+=("$file")
                    done < <(compgen -f -- "$current")
                    compopt -o filenames 2> /dev/null
                fi
                return 0
            }
            complete -F _spam_train {{Tool}}

            """;
    }

    static string Zsh(IReadOnlyList<CompletedCommand> commands)
    {
        var values = new StringBuilder();
        foreach (var (place, words, takesFile) in Values(commands))
            values.Append($"        ('{place}') compadd -- {words}; {(takesFile ? "_files; " : "")}return ;;\n");
        var options = new StringBuilder();
        foreach (var command in commands)
            options.Append($"        ({command.Name}) options=({OptionsOf(command)}); words_of=({string.Join(' ', command.Words)}) ;;\n");
        return $$"""
            #compdef {{Tool}}
            # zsh completion of {{Tool}}: eval "$({{Tool}} completion zsh)"
            _spam_train() {
                local command=${words[2]} previous=${words[CURRENT-1]} current=${words[CURRENT]}
                local -a options words_of
                if (( CURRENT == 2 )) && [[ $current != -* ]]; then
                    compadd -- {{NamesOf(commands)}}
                    return
                fi
                [[ $command == -* ]] && command=train
                case "$command $previous" in
            {{values}}    esac
                case "$command" in
            {{options}}    esac
                if [[ $current == -* ]]; then
                    compadd -- $options
                elif (( $#words_of )); then
                    compadd -- $words_of
                else
                    _files
                fi
            }
            if [[ $funcstack[1] == _spam_train ]]; then
                _spam_train "$@" # loaded from $fpath when it is first needed
            else
                compdef _spam_train {{Tool}}
            fi

            """;
    }

    static string Fish(IReadOnlyList<CompletedCommand> commands)
    {
        var script = new StringBuilder($"# fish completion of {Tool}: {Tool} completion fish | source\n");
        var names = NamesOf(commands);
        foreach (var command in commands)
            script.Append($"complete -c {Tool} -f -n 'not __fish_seen_subcommand_from {names}' -a {command.Name} -d '{command.Description}'\n");
        foreach (var command in commands)
        {
            var seen = command.Name == "train" ? $"__fish_seen_subcommand_from train; or not __fish_seen_subcommand_from {names}" : $"__fish_seen_subcommand_from {command.Name}";
            if (command.Words.Count > 0)
                script.Append($"complete -c {Tool} -f -n '{seen}' -a '{string.Join(' ', command.Words)}'\n");
            foreach (var option in command.Options)
            {
                var value = !option.TakesValue ? "" : option.TakesFile ? " -r -F" : " -x";
                var words = option.Values.Count == 0 ? "" : $" -a '{string.Join(' ', option.Values)}'";
                script.Append($"complete -c {Tool} -n '{seen}' -l {option.Name.TrimStart('-')}{value}{words} -d '{option.Description}'\n");
            }
        }

        return script.ToString();
    }

    static string PowerShell(IReadOnlyList<CompletedCommand> commands)
    {
        var values = new StringBuilder();
        foreach (var (place, words, takesFile) in Values(commands))
            values.Append($"        '{place}' = @({List(words)}){(takesFile ? " + $file" : "")}\n");
        var options = new StringBuilder();
        foreach (var command in commands)
            options.Append($"        '{command.Name}' = @({List(OptionsOf(command))})\n");
        return $$"""
            # PowerShell completion of {{Tool}}: {{Tool}} completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName {{Tool}} -ScriptBlock {
                param($word, $ast, $position)
                $file = @('<file>')
                $values = @{
            {{values}}    }
                $options = @{
            {{options}}    }
                $typed = @($ast.CommandElements | ForEach-Object { $_.ToString() })
                $before = @($typed | Where-Object { $_ -ne $word -or $word -eq '' })
                if ($before.Count -le 1 -and -not $word.StartsWith('-')) {
                    $found = @({{List(NamesOf(commands))}})
                } else {
                    $command = if ($typed.Count -gt 1 -and -not $typed[1].StartsWith('-')) { $typed[1] } else { 'train' }
                    $found = $values["$command $($before[-1])"]
                    if ($null -eq $found) { $found = if ($word.StartsWith('-')) { $options[$command] } elseif ($command -eq 'completion') { @({{List(string.Join(' ', Names))}}) } else { $file } }
                }
                $found | Where-Object { $_ -ne '<file>' -and $_.StartsWith($word) } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
                if ($found -contains '<file>') { [System.Management.Automation.CompletionCompleters]::CompleteFilename($word) }
            }

            """;
    }

    static string List(string words) => string.Join(", ", words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $"'{word}'"));
}
