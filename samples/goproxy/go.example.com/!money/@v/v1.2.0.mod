module go.example.com/Money

go 1.22
