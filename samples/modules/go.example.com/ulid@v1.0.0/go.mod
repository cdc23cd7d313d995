module go.example.com/ulid

go 1.16
